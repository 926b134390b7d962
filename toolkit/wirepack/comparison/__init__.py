"""Two data packages compared: what was promised, what is promised now, and which rows differ.

    sides         path, archive or address -> the resources of a package, their schemas, the tables that stand there twice
    descriptors   properties of the package and its resources -> changes
    schemas       fields and keys -> changes; `constraints` does it for the rules of one field
    tables        a resource -> its rows, a batch at a time, every cell as the canonical text of its value
    partitions    rows by the hash of their key, in memory while they are few, else on disk
    rows          one partition of each -> rows added, removed and changed
    renames       columns that went and came with the same values
    records       a change, a table, the whole; `versions` says which version they ask for
    diff          the order of all that

What each kind of change means for those who read the data stands in `lexicons/change_kinds.tsv`, with its reason.
"""
