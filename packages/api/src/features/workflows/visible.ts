import { permits } from '../../platform/access/permissions.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { Definition, Step, Trigger } from './definition/schema.ts'
import { procedureOf } from './definition/steps.ts'

const topicOf = (one: Step | Trigger): string | null =>
  one.type === 'event' || one.type === 'wait_for_event' ? one.topic : null

function hearsOf({ hub, permissions }: OrgContext, topic: string | null): boolean {
  const open = topic === null ? undefined : hub.events.open.get(topic)
  return open === undefined || permits(permissions, open.permission)
}

function mayCall({ hub, permissions }: OrgContext, step: Step): boolean {
  const path = procedureOf(hub, step)?.path
  const meta = path === undefined || path === null ? undefined : hub.catalog.get(path)?.meta
  return meta === undefined || permits(permissions, meta.permission)
}

/**
 * Whether the caller may do and hear by themselves all that the workflow does: what it found and wrote may be of modules that
 * are closed to them, and no output says where its words are from.
 */
export const seesValues = (ctx: OrgContext, { steps, triggers }: Definition): boolean =>
  steps.every((step) => mayCall(ctx, step)) &&
  [...steps, ...triggers].every((one) => hearsOf(ctx, topicOf(one)))
