"""The errors that stop wirepack: wrong use or input that cannot be read. What is wrong with data is a `Problem`."""


class WirepackError(Exception):
    """Base of all errors raised on purpose; its message says what, where and what to do."""


class UsageError(WirepackError):
    """A command or call that cannot work as given: a missing folder, an option that contradicts another."""


class SchemaError(WirepackError):
    """A schema that is no Table Schema we know how to enforce."""


class LexiconError(WirepackError):
    """A lexicon shipped with wirepack that is empty or malformed: a defect of the installation."""


class PublishError(WirepackError):
    """The package could not be written or did not survive its own verification; the old one is untouched."""


class UnstatedWarning(UserWarning):
    """A rule of a pandera schema that a Table Schema cannot state, and that was left out of it."""
