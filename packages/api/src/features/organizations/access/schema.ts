import { z } from 'zod'
import { EXAMPLE_ID, MemberId } from '../../../shared/ids.ts'
import { ModuleLevel, ModuleLevels } from '../../../shared/levels.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { OrgRole } from '../../../shared/roles.ts'

/** What can be chosen: the modules with what each level allows, and the ready-made sets. */
export const AccessChoices = z.strictObject({
  modules: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      levels: z
        .array(z.strictObject({ level: ModuleLevel, allows: z.array(z.string()) }))
        .meta({ description: 'What each level adds to the ones before it, in words' }),
      roleLevels: z
        .strictObject({ owner: ModuleLevel, admin: ModuleLevel, member: ModuleLevel, viewer: ModuleLevel })
        .meta({ description: 'What each role has until a level is chosen' }),
    }),
  ),
  sets: z.array(
    z.strictObject({ name: z.string(), title: z.string(), about: z.string(), levels: ModuleLevels }),
  ),
})
export type AccessChoices = z.infer<typeof AccessChoices>

export const FindMemberAccess = z.strictObject({ userId: MemberId })
export type FindMemberAccess = z.infer<typeof FindMemberAccess>

/** What one person may do, in words. */
export const MemberAccess = z.strictObject({
  userId: MemberId,
  name: z.string(),
  role: OrgRole,
  modules: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      level: ModuleLevel,
      isChosen: z.boolean().meta({ description: 'false where the role decides' }),
      allows: z.array(z.string()),
    }),
  ),
  others: z.array(z.string()).meta({ description: 'What the role allows beside the modules' }),
})
export type MemberAccess = z.infer<typeof MemberAccess>

export const ListHolders = listInput(['name'], {
  permission: z.string().max(80).meta({
    description: 'What it lets somebody do, such as "see credits", or its name, such as credits.read',
  }),
})
export type ListHolders = z.infer<typeof ListHolders>

/** Somebody who holds a permission, with the keys and applications through which it is held in their name. */
export const Holder = z.strictObject({
  userId: MemberId,
  name: z.string(),
  role: OrgRole,
  keys: z.array(z.string()),
  applications: z.array(z.string()),
})
export type Holder = z.infer<typeof Holder>
export const HolderPage = listOutput(Holder)

export const SetLevels = mutationInput({
  userId: MemberId,
  levels: z
    .record(z.string().max(40), ModuleLevel.nullable())
    .meta({ description: 'By module; null gives the choice back, * stands for every module not named' }),
})
export type SetLevels = z.infer<typeof SetLevels>

export const ApplySet = mutationInput({
  userId: MemberId,
  set: z
    .string()
    .max(40)
    .nullable()
    .meta({ description: 'Name of a ready-made set; null: as the role says' }),
}).meta({ examples: [{ userId: EXAMPLE_ID, set: 'reader' }] })
export type ApplySet = z.infer<typeof ApplySet>
