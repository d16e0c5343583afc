from counterpoint.case.draft import Draft
from counterpoint.case.problem import Problem


def check_draft(draft: Draft) -> list[Problem]:
    return []
