"""A dialog that Qt deletes takes its layouts and their buttons along, and the process goes on.

PySide6 6.12 does not survive it when a layout was filled before it lay in the dialog: the layout's last
reference goes with the button that it is just giving up.
"""

import os
import subprocess
import sys

NESTED = """
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QVBoxLayout

class Question(QDialog):
    def __init__(self):
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column, foot, self.row = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        button = QPushButton("Not now")
        button.clicked.connect(lambda: self.close())
        self.row.addWidget(button)
        foot.addLayout(self.row)
        column.addLayout(foot)

def ask():
    question = Question()
    question.show()
    question.close()

app = QApplication([])
for _ in range(20):
    ask()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


def test_a_dialog_is_deleted_with_a_layout_in_a_layout() -> None:
    """In a process of its own, for if it goes wrong there is no going on."""
    done = subprocess.run(
        [sys.executable, "-c", NESTED],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
