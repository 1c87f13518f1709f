import { z } from 'zod'
import type { OrgPermission } from '../access/permissions.ts'

/** What the catalogue says of a topic. */
export interface TopicInfo {
  topic: string
  title: string
  description: string
  /** Rises when what an event says changes in a way that readers have to know of. */
  version: number
  /** Who may read its events. */
  permission: OrgPermission
  /** JSON Schema of what an event says. */
  schema: Record<string, unknown>
}

const Declared = z.object({
  title: z.string().min(1),
  description: z.string().min(1),
  permission: z.string().min(1),
  version: z.int().positive().default(1),
})

/** The words beside its schema. Throws where some are missing. */
export function topicInfo(topic: string, schema: z.core.$ZodType): TopicInfo {
  const said = Declared.safeParse(z.globalRegistry.get(schema) ?? {})
  if (!said.success)
    throw new Error(
      `The event "${topic}" lacks words: add \`.meta({ title, description, permission })\` to its schema, with the permission of those who may read it.`,
    )
  const { $schema: _dialect, permission: _held, version: _number, ...payload } = z.toJSONSchema(schema)
  // It was looked at when the modules were checked.
  const permission = said.data.permission as OrgPermission
  return { topic, ...said.data, permission, schema: payload }
}
