"""The verifiable draw: a frame and a plan are sealed first, a public number comes later, and anyone can replay the rest.

The chapters in order: frame (who may be drawn), plan (under which rules), beacon (the number that nobody chose),
positions (who is drawn), staffing (who inspects whom), bundle (what is published), verification (what a doubter runs).
The same service draws inspection targets, case files, exam papers, experts and representatives: a subject is a code.
"""
