"""The application: everything that needs Qt."""

import os

# Qt hands every translucent area of some size to a pool of threads in bits so small that handing over takes
# ten times as long as painting it. It reads this when it paints its first one.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
