"""The same catalogue as a plain, decent DRF project: no read model, no tricks.

It answers over the same tables with the same members, as a good team would write it
in a week. The figures of the read path are ratios to this.
"""
