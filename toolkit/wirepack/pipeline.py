"""The map: read → segment → extract → link → tabulate → validate → publish, in this order and nothing else."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from wirepack.collect import collect
from wirepack.extract import extract
from wirepack.link import link
from wirepack.models import ArticleRows, BuildReport, Seed
from wirepack.publish import publish, recover
from wirepack.read import list_seeds, read_seed, read_text
from wirepack.schemas import load_schemas
from wirepack.segment import segment
from wirepack.tabulate import tabulate
from wirepack.validate import validate_tables
