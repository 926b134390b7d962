"""Settings of the whole suite."""

from hypothesis import settings

# No test is timed: a machine under load must not turn a law into a failure. Examples are the same in every run, so that
# a red build can be repeated; remove `derandomize` for an hour to search further.
settings.register_profile("wirepack", deadline=None, derandomize=True)
settings.load_profile("wirepack")
