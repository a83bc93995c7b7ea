"""The atlas for study without a patient, and the pictures of referral that other pages show."""

from __future__ import annotations
