import { z } from 'zod'
import type { OrgPermission, PermissionDeclaration } from '../../../platform/access/permissions.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import type { HubModule } from '../../../platform/module.ts'
import { entityId } from '../../../shared/ids.ts'
import type { TestHub } from '../../../testing/start-hub.ts'
import { Done, done, mutationInput } from '../../../shared/mutation.ts'
import type { Call } from '../../../platform/calls/call.ts'
import { NoInput } from '../../../shared/no-input.ts'

const meta = { price: 'free', doors: 'all', description: 'An act of a module that only tests know.' } as const

interface Waits {
  /** Is told that a write has begun, which goes on when this settles. */
  onWrite?: () => Promise<void>
}

/** A module with an act at each level: `see`, `add` and `close`. The second may name a task. */
export function scratchModule(
  name: string,
  { onWrite, ...changes }: Partial<HubModule> & Waits = {},
): HubModule {
  const may = (what: string) => `${name}.${what}` as OrgPermission // modules name theirs by merging; this one cannot
  const permissions: Record<string, PermissionDeclaration> = {
    [may('book.read')]: { title: `See ${name}`, level: 'read' },
    [may('book.write')]: { title: `Change ${name}`, level: 'write', isWork: true },
    [may('year.close')]: { title: `Close ${name}`, level: 'manage' },
  }
  const input = mutationInput({ taskId: entityId('ops_task').optional() })
  return {
    name,
    title: `The ${name}`,
    router: router({
      see: orgProcedure
        .meta({ ...meta, title: `See ${name}`, permission: may('book.read'), effect: 'read' })
        .input(NoInput)
        .output(z.strictObject({ items: z.array(z.string()) }))
        .query(() => ({ items: [name] })),
      add: orgProcedure
        .meta({ ...meta, title: `Add to ${name}`, permission: may('book.write'), effect: 'write' })
        .input(input)
        .output(Done)
        .mutation(({ ctx }) =>
          ctx.write(async (tx) => {
            await onWrite?.()
            tx.audit(`${name}.book.added`, {}, {})
            return done
          }),
        ),
      close: orgProcedure
        .meta({ ...meta, title: `Close ${name}`, permission: may('year.close'), effect: 'write' })
        .input(input)
        .output(Done)
        .mutation(({ ctx }) => ctx.write(async () => done)),
    }),
    schemas: [],
    permissions,
    entities: {},
    activity: {},
    personal: { files: [], leftOut: [] },
    ...changes,
  }
}

export const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'OK',
    (error: { code: string }) => error.code,
  )

export type CallOf = (
  org: { slug: string },
  person: { userId: string },
  changes?: Partial<Call>,
) => (path: string, input?: unknown) => Promise<unknown>

/** Calls as one person in an organization, each looked up anew; the typed caller knows the product's modules alone. */
export const callsIn =
  (hub: TestHub): CallOf =>
  (org, { userId }, changes = {}) =>
  (path, input = {}) =>
    hub.hub.catalog.call(
      path,
      input,
      hub.call({ credential: { kind: 'person', userId }, org: org.slug, ...changes }),
    )
