"""SpiffWorkflow running a process of three stages: what Heard's engine is measured against.

`Process().run()` starts one instance of three_stages.bpmn and sends it its twenty messages, until it is completed.
The file is read once, before; as a pack is.
"""

from __future__ import annotations

import re
from pathlib import Path

from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition

FILE = Path(__file__).parent / "three_stages.bpmn"


class Process:
    """The process, and its messages in the order in which they come."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_file(str(FILE))
        self.spec = parser.get_spec("complaint")
        names = re.findall(r'<message id="[^"]*" name="([^"]*)"', FILE.read_text(encoding="utf-8"))
        self.events = [BpmnEvent(MessageEventDefinition(name), {}) for name in names]

    def run(self) -> None:
        """One instance, from its start to its end. Raises AssertionError where it did not get there."""
        instance = BpmnWorkflow(self.spec)
        for task in instance.get_tasks():
            task.data["resolved"] = 0
        instance.do_engine_steps()
        for event in self.events:
            instance.catch(event)
            instance.do_engine_steps()
        assert instance.is_completed()
