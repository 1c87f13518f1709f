import type { Meta } from '../../platform/calls/meta.ts'
import { adminProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { blocksRouter } from './blocks/router.ts'
import { adminEventsRouter } from './events/router.ts'
import { broadcastsRouter } from './broadcasts/router.ts'
import { adminJobsRouter } from './jobs/router.ts'
import { adjustCredits } from './adjust-credits.ts'
import { impersonate } from './impersonate.ts'
import { listPlatformOrganizations, listPlatformUsers } from './lists.ts'
import {
  getPlatformOrganization,
  listPlatformMembers,
  restoreOrganization,
  suspendOrganization,
} from './organization-acts.ts'
import { getOverview } from './overview.ts'
import * as schema from './schema.ts'
import {
  endUserSession,
  endUserSessions,
  resetSecondFactor,
  restoreUser,
  sendPasswordReset,
  setPlatformRole,
  suspendUser,
} from './user-acts.ts'
import { getPlatformUser } from './user-detail.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>
const read = { ...platform, effect: 'read' } as const satisfies Partial<Meta>
const write = { ...platform, effect: 'write' } as const satisfies Partial<Meta>

const impersonateProcedure = adminProcedure
  .meta({
    ...write,
    doors: 'browserOnly',
    stepUp: true,
    secret: true,
    limit: { name: 'impersonate', per: 'actor', points: 30, seconds: 3_600 },
    title: 'Act for somebody',
    description:
      'Opens a session of half an hour in the place of a person who is no administrator. Both names stand in every log entry.',
  })
  .input(schema.ImpersonateUser)
  .output(schema.StartedImpersonation)
  .mutation(({ ctx, input }) => impersonate(ctx, input))

const usersRouter = router({
  list: adminProcedure
    .meta({
      ...read,
      title: 'List people on this hub',
      description: 'Everybody with an account, by name, address, role or state.',
    })
    .input(schema.ListPlatformUsers)
    .output(schema.PlatformUserPage)
    .query(({ ctx, input }) => listPlatformUsers(ctx, input)),
  get: adminProcedure
    .meta({
      ...read,
      title: 'Look at an account',
      description: 'How it is entered and protected, its organizations and its sessions.',
    })
    .input(schema.ReadPlatformUser)
    .output(schema.PlatformUserDetail)
    .query(({ ctx, input }) => getPlatformUser(ctx, input)),
  suspend: adminProcedure
    .meta({
      ...write,
      title: 'Suspend an account',
      description:
        'Signs the person out everywhere; their keys and connected applications stop within five seconds. They get a mail with the reason.',
    })
    .input(schema.SuspendUser)
    .output(Done)
    .mutation(({ ctx, input }) => suspendUser(ctx, input)),
  restore: adminProcedure
    .meta({
      ...write,
      title: 'Lift a suspension',
      description: 'Lets the person sign in again; their keys and connected applications go on.',
    })
    .input(schema.ActOnUser)
    .output(Done)
    .mutation(({ ctx, input }) => restoreUser(ctx, input)),
  setRole: adminProcedure
    .meta({
      ...write,
      stepUp: true,
      title: 'Make or unmake an administrator',
      description: 'Holds from the next call on. The last administrator stays one.',
    })
    .input(schema.SetPlatformRole)
    .output(Done)
    .mutation(({ ctx, input }) => setPlatformRole(ctx, input)),
  endSession: adminProcedure
    .meta({ ...write, title: 'Sign one device out', description: 'Ends one session of somebody at once.' })
    .input(schema.EndUserSession)
    .output(Done)
    .mutation(({ ctx, input }) => endUserSession(ctx, input)),
  endSessions: adminProcedure
    .meta({ ...write, title: 'Sign everything out', description: 'Ends every session of somebody at once.' })
    .input(schema.ActOnUser)
    .output(Done)
    .mutation(({ ctx, input }) => endUserSessions(ctx, input)),
  resetSecondFactor: adminProcedure
    .meta({
      ...write,
      effect: 'destructive',
      stepUp: true,
      title: 'Take a second factor off',
      description:
        'For somebody who lost it: removes authenticator app, passkeys and backup codes and signs every device out. They get a mail.',
    })
    .input(schema.ActOnUser)
    .output(Done)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx, input)),
  sendPasswordReset: adminProcedure
    .meta({
      ...write,
      limit: { name: 'admin-reset', per: 'actor', points: 30, seconds: 3_600 },
      title: 'Send a password link',
      description: 'Mails the person a link to set a new password. Nobody sets it for them.',
    })
    .input(schema.ActOnUser)
    .output(Done)
    .mutation(({ ctx, input }) => sendPasswordReset(ctx, input)),
  impersonate: impersonateProcedure,
})

const organizationsRouter = router({
  list: adminProcedure
    .meta({
      ...read,
      title: 'List organizations on this hub',
      description: 'Organizations with their owner, members and credits.',
    })
    .input(schema.ListPlatformOrganizations)
    .output(schema.PlatformOrganizationPage)
    .query(({ ctx, input }) => listPlatformOrganizations(ctx, input)),
  get: adminProcedure
    .meta({ ...read, title: 'Look at an organization', description: 'Its settings, state and credits.' })
    .input(schema.ReadPlatformOrganization)
    .output(schema.PlatformOrganizationDetail)
    .query(({ ctx, input }) => getPlatformOrganization(ctx, input)),
  members: adminProcedure
    .meta({ ...read, title: 'List people of an organization', description: 'Its members with their roles.' })
    .input(schema.ListPlatformMembers)
    .output(schema.PlatformMemberPage)
    .query(({ ctx, input }) => listPlatformMembers(ctx, input)),
  suspend: adminProcedure
    .meta({
      ...write,
      title: 'Suspend an organization',
      description:
        'Nobody works in it any more, at any door, within five seconds. What it holds is kept; its owners get a mail with the reason.',
    })
    .input(schema.SuspendOrganization)
    .output(Done)
    .mutation(({ ctx, input }) => suspendOrganization(ctx, input)),
  restore: adminProcedure
    .meta({
      ...write,
      title: 'Open a suspended organization',
      description: 'Its people work again, and what waited is done.',
    })
    .input(schema.ActOnOrganization)
    .output(Done)
    .mutation(({ ctx, input }) => restoreOrganization(ctx, input)),
})

export const adminRouter = router({
  overview: adminProcedure
    .meta({
      ...read,
      title: 'Read the overview of the hub',
      description:
        'People, organizations, credits, calls and deliveries in figures that are at most 30 seconds old.',
    })
    .input(NoInput)
    .output(schema.PlatformOverview)
    .query(({ ctx }) => getOverview(ctx)),
  blocks: blocksRouter,
  events: adminEventsRouter,
  broadcasts: broadcastsRouter,
  jobs: adminJobsRouter,
  users: usersRouter,
  organizations: organizationsRouter,
  credits: router({
    adjust: adminProcedure
      .meta({
        ...write,
        stepUp: true,
        title: 'Adjust credits',
        description:
          'Adds credits to an organization or takes them away, with a reason that its members see.',
      })
      .input(schema.AdjustCredits)
      .output(schema.AdjustedBalance)
      .mutation(({ ctx, input }) => adjustCredits(ctx, input)),
  }),
})
