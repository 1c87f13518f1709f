import { sql } from '@hub/db'

/** Whether somebody said that a finding (`f`) is to be left alone, and until a day that is not over. */
export const isMuted = sql<boolean>`exists (select from security_mute m
  where m.finding_id = f.id and (m.until is null or m.until >= current_date))`
