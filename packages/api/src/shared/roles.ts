import { z } from 'zod'

/** What a member may be in an organization, from most to least (AUTH-11). */
export const OrgRole = z.enum(['owner', 'admin', 'member', 'viewer'])
export type OrgRole = z.infer<typeof OrgRole>
