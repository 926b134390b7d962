"""An audit of any data package: whether every file, row and cell is what the descriptor and its schemas say.

    descriptor    path, archive or address -> the resources of a package, with nothing outside it
    sources       a resource -> its bytes: parts joined, unpacked, decoded
    tables        bytes -> a table of text, or of typed columns
    labels        the header against the fields
    columns       every column in one pass: which cells are surely right
    cells         the definition of a right cell, asked for the others alone
    keys          unique, primary, foreign
    faults        what is wrong, in the words of the frictionless report

A first pass by column decides, a second by cell finds. What a right cell is stands in `cells` alone: `columns` only
says of most of them at once that they are right, and a test holds that it never says so of a wrong one.
"""
