import { z } from 'zod'

/** A UUIDv7 that names a row of `entity`, a table or `table.column`; the generated stranger test reads it. */
export const entityId = (entity: string) => z.uuid().meta({ entity })

/** Stands in examples where a caller puts an id of their own. */
export const EXAMPLE_ID = '0193f0a4-7c1e-7d6a-9b2f-3e5d8c1a4b70'

export const UserId = entityId('auth_user')
export const OrganizationId = entityId('organization')
/** A user as a member of the caller's organization; another organization's person is not found. */
export const MemberId = entityId('organization_member.user_id')
