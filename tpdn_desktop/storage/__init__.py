"""The clinic file: one encrypted database that fulfils `services.ports.RecordStore`.

`record_file` makes and opens it, `store` reads and writes, `errors` says what can be wrong with it.
"""

from __future__ import annotations
