/**
 * Roles that own SECURITY DEFINER functions. They cannot log in; each sees only what its policies allow, so
 * even a mistake inside such a function stays within them.
 */
export const DEFINER_ROLES = [
  'hub_audit',
  'hub_ledger',
  'hub_search',
  'hub_sweep',
  'hub_epoch',
  'hub_event',
  'hub_books',
] as const

export type DefinerRole = (typeof DEFINER_ROLES)[number]

/** The two logins of the running program. */
export const LOGIN_ROLES = ['hub_app', 'hub_system'] as const

export type LoginRole = (typeof LOGIN_ROLES)[number]

/** Owns the schema and every table; migrations act as it. */
export const OWNER_ROLE = 'hub_owner'
