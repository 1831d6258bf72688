"""Measuring: the engine against a workflow engine, and the pages against a bare view, each in one run.

`make bench` prints ratios, since times differ from machine to machine; docs/how-to/measure.md says more.
"""
