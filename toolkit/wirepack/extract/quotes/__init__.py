"""Document -> quotes: who said what, in quotation marks or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wirepack import ids
from wirepack.extract.quotes.attribution import find_attributions
from wirepack.extract.quotes.line import BREAK, CLAUSE, MARKED, PARAGRAPH, UTTERANCE, read_line
from wirepack.models import QuoteRow

if TYPE_CHECKING:
    from wirepack.models import Document


def extract_quotes(document: Document) -> tuple[QuoteRow, ...]:
    """Find the quotations of an article."""
    line = read_line(document)
    found = find_attributions(line)
    text = document.text
    rows = []
    taken: dict[int, int] = {}
    for k, a in enumerate(found):
        for s, e in a.contents:
            for i in range(s, e):
                if line.mark[i] >= 0:
                    taken[line.mark[i]] = k
    last = None
    done = set()
    def mk(a, s, e, cs, ce, kind, utt, rule):
        q = ids.quote_id(document.seed.article_id, s, e)
        sp = a.speaker
        return QuoteRow(q, document.seed.article_id, s, e, text[s:e], kind, cs, ce, utt or q,
            speaker=text[line.start[sp[0]]:line.end[sp[1]-1]] if sp else None,
            speaker_text=text[line.start[sp[0]]:line.end[sp[1]-1]] if sp else None,
            speaker_start=line.start[sp[0]] if sp else None, speaker_end=line.end[sp[1]-1] if sp else None,
            cue=text[line.start[a.cue[0]]:line.end[a.cue[1]-1]], cue_start=line.start[a.cue[0]], cue_end=line.end[a.cue[1]-1],
            addressee=text[line.start[a.addressee[0]]:line.end[a.addressee[1]-1]] if a.addressee else None, rule=rule)
    lastof: dict[int, tuple] = {}
    for k, a in enumerate(found):
        utt = None
        for s, e in a.contents:
            items = [i for i in range(s, e) if line.mark[i] >= 0 and taken[line.mark[i]] == k]
            cs, ce = line.start[s], line.end[e-1]
            if items:
                for i in items:
                    m = document.marks[line.mark[i]]
                    d = bool(line.bits[i] & CLAUSE)
                    r = mk(a, m.start, m.end, m.start if d and len(items) == 1 and e-s==1 else cs, m.end if d and len(items)==1 and e-s==1 else ce, 'direct' if d else 'partial', utt, a.rule)
                    utt = utt or r.quote_id
                    rows.append(r); lastof[i] = (a, utt); done.add(i)
            elif not a.marked_only:
                r = mk(a, cs, ce, cs, ce, 'indirect', utt, a.rule)
                utt = utt or r.quote_id
                rows.append(r)
    # continuation
    cur = None
    start = True; alone = True
    n = len(line.mark)
    attr_items = set()
    for a in found:
        attr_items.add(a.cue[0])
    # paragraphs
    p = 0
    while p < n:
        q = p
        while not line.bits[q] & PARAGRAPH: q += 1
        has = any(k in attr_items for k in range(p, q))
        if not (line.bits[p] & UTTERANCE and not has):
            if p not in done: cur = None
        for i in range(p, q):
            if line.mark[i] >= 0:
                if i in done: cur = lastof[i]
                elif cur and line.bits[i] & UTTERANCE and (line.bits[i] & CLAUSE or document.text[line.end[i]-2] in '.?!') and (i == p or line.bits[i-1] & BREAK or line.lower[i-1] == '.'):
                    a, utt = cur
                    mm = document.marks[line.mark[i]]
                    rows.append(mk(a, mm.start, mm.end, mm.start, mm.end, 'direct', utt, 'continued'))
        p = q + 1
    return tuple(sorted(rows, key=lambda r: (r.start, r.end, r.quote_id)))
