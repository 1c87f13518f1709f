/** Tools that the instructions and errors speak of: listed wherever the caller may use them. */
export const HELP = 'system_help'
export const LOOK = 'approvals_get'
export const NAMED_IN_GUIDANCE: readonly string[] = [HELP, LOOK]
