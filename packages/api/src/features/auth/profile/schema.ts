import { z } from 'zod'
import { OrganizationId } from '../../../shared/ids.ts'
import { Micro } from '../../../shared/micro.ts'
import { mutationInput } from '../../../shared/mutation.ts'

/** 5 MB, and what base64 makes of them. */
export const AVATAR_MAX_BYTES = 5 * 1024 * 1024
const MAX_TEXT = Math.ceil(AVATAR_MAX_BYTES / 3) * 4

export const SetAvatar = mutationInput({
  picture: z.string().min(1, 'Choose a picture.').max(MAX_TEXT, 'Choose a picture of at most 5 MB.').meta({
    description: 'PNG, JPEG, WebP or GIF of at most 5 MB and 20 million pixels, in base64',
    contentEncoding: 'base64',
  }),
})
export type SetAvatar = z.infer<typeof SetAvatar>

export const RemoveAvatar = mutationInput({})

export const Avatar = z.strictObject({
  avatarUrl: z
    .string()
    .nullable()
    .meta({ description: "Path of the person's picture on this hub; null without one" }),
})
export type Avatar = z.infer<typeof Avatar>

export const UsageMonth = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .meta({ examples: ['2026-11'] }),
  acts: z.int().meta({ description: 'What the person changed, through every door' }),
  calls: z.int().meta({ description: 'Calls that cost credits' }),
  spentMicro: Micro,
  counts: z
    .record(z.string(), z.int())
    .meta({ description: 'How often each kind of work was done, by its name' }),
})
export type UsageMonth = z.infer<typeof UsageMonth>

/** Kinds of work that are counted together, as a module declares them. */
export const UsageGroup = z.strictObject({
  title: z.string(),
  counts: z.array(z.strictObject({ name: z.string(), title: z.string() })),
})
export type UsageGroup = z.infer<typeof UsageGroup>

export const OwnUsage = z.strictObject({
  groups: z.array(UsageGroup),
  organizations: z.array(
    z.strictObject({
      id: OrganizationId,
      slug: z.string(),
      name: z.string(),
      months: z
        .array(UsageMonth)
        .meta({ description: 'Twelve, oldest first, in the time zone of the organization' }),
    }),
  ),
})
export type OwnUsage = z.infer<typeof OwnUsage>
