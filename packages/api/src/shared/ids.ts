import { z } from 'zod'

/** A UUIDv7 that names a row of `entity`, a table or `table.column`; the generated stranger test reads it. */
export const entityId = (entity: string) => z.uuid().meta({ entity })

export const UserId = entityId('auth_user')
export const OrganizationId = entityId('organization')
/** A user as a member of the caller's organization; another organization's person is not found. */
export const MemberId = entityId('organization_member.user_id')
