"""Whether a project is fit to be released: what CI asks of a data set.

rebuild        is dist/ what the seeds give? built again, aside
expectations   what the maintainers expect of the tables, with reasons: in the descriptor, under `wirepack:expectations`
measure        the published tables held against that
baseline       the last released package: a path, an address, a commit or tag of the project's repository
promises       what the package promised in its last release and does not any more
records        what each step found
check          the order of the steps
"""
