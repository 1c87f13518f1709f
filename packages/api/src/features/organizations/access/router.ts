import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { Member } from '../schema.ts'
import { accessOf, listChoices, listHolders } from './explain.ts'
import * as schema from './schema.ts'
import { applySet, setLevels } from './service.ts'

const read = {
  permission: 'member.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Who may do what is decided by people: no tool may choose. */
const choose = {
  permission: 'member.write',
  price: null,
  effect: 'write',
  doors: 'noTools',
  isRepeatable: true,
} as const satisfies Partial<Meta>

export const accessRouter = router({
  choices: orgProcedure
    .meta({
      ...read,
      title: 'Levels of access',
      description:
        'The modules, what each level (none, read, write, manage) allows there, and ready-made sets.',
    })
    .input(NoInput)
    .output(schema.AccessChoices)
    .query(({ ctx }) => listChoices(ctx)),
  ofMember: orgProcedure
    .meta({
      ...read,
      title: 'What a member may do',
      description: 'Answers "What can Ana do?": what one person may do here, by module and in words.',
    })
    .input(schema.FindMemberAccess)
    .output(schema.MemberAccess)
    .query(({ ctx, input }) => accessOf(ctx, input)),
  holders: orgProcedure
    .meta({
      ...read,
      title: 'Who may do something',
      description:
        'Answers "Who can change tasks?": people who hold a permission now, with their keys and applications that hold it.',
    })
    .input(schema.ListHolders)
    .output(schema.HolderPage)
    .query(({ ctx, input }) => listHolders(ctx, input)),
  setLevels: orgProcedure
    .meta({
      ...choose,
      title: 'Change the access of a member',
      description:
        'Chooses how far a member goes in each module named, in the place of what their role has there. Holds at once, at every door. Giving more needs a sign-in of the last ten minutes.',
    })
    .input(schema.SetLevels)
    .output(Member)
    .mutation(({ ctx, input }) => setLevels(ctx, input)),
  applySet: orgProcedure
    .meta({
      ...choose,
      title: 'Give a member a set of levels',
      description:
        'Gives a member the levels of a ready-made set in place of all that were chosen before; without a set, those of the role.',
    })
    .input(schema.ApplySet)
    .output(Member)
    .mutation(({ ctx, input }) => applySet(ctx, input)),
})
