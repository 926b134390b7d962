"""Places: which ones a text names, where they are, and what makes them locations.

    find_places   tokens of a sentence -> places with their surface, kind, country, coordinates and cue
    look_up       one name -> the place it most likely means, given the countries of the article

Towns and provinces come from GeoNames (CC BY 4.0; see tools/make_gazetteer.py); bases, camps, quarters, regions and
seas from a hand-kept supplement. A name that is often something else counts only in a locative context.
"""

from wirepack.gazetteer.find import find_places
from wirepack.gazetteer.index import look_up
from wirepack.gazetteer.records import SPECIFICITY, Place, PlaceMention

__all__ = ["SPECIFICITY", "Place", "PlaceMention", "find_places", "look_up"]
