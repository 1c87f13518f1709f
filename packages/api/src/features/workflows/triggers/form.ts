import { inTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { isUuid } from '../../../platform/catalog/entities.ts'
import type { Hub } from '../../../platform/hub.ts'
import { limitSubject } from '../../../platform/limits/limits.ts'
import { addressToken, organizationAt } from '../../../platform/webhooks/address.ts'
import { limits as addressLimits, requireOpen } from '../../../platform/webhooks/receive.ts'
import { AppError } from '../../../shared/errors.ts'
import { Form } from '../definition/schema.ts'
import { tellWorkers } from '../engine/line-up.ts'
import { startRun } from '../engine/start.ts'
import { readAnswers } from './form-answers.ts'
import type { Typed } from './form-answers.ts'
import { triggersOf } from './triggers-of.ts'

/** Somebody fills a form in a few times; whoever sends more is no person. */
const limits = {
  /** Many people may sit behind one address, and each looks a few times. */
  look: { name: 'form.look', points: 300, seconds: 60 },
  person: { name: 'form.sent', points: 20, seconds: 60 },
  form: { name: 'form.all', points: 240, seconds: 60 },
}

const nameOf = (triggerId: string) => `forms.${triggerId}`

/** Where people fill in the forms that start a workflow. */
export async function formsOf(
  ctx: OrgContext,
  workflowId: string,
): Promise<{ key: string; address: string }[]> {
  const rows = await triggersOf(ctx, workflowId, 'form')
  const { keys, settings } = ctx.hub
  return rows.map(({ id, key }) => {
    const token = addressToken(keys.webhook, { name: nameOf(id), orgId: ctx.org.orgId })
    return { key, address: `${settings.publicUrl}/f/${id}/${token}` }
  })
}

/** Where somebody came to. */
export interface FormPlace {
  triggerId: string
  token: string
  ip: string | null
}

export interface OpenForm {
  form: Form
  /** Whose form it is. */
  organization: string
}

interface Found extends OpenForm {
  orgId: string
  workflowId: string
}

/** Throws NOT_FOUND for an address that was not made here, CONFLICT and ORGANIZATION_SUSPENDED where no answers are taken now. */
async function find(hub: Hub, { triggerId, token, ip }: FormPlace): Promise<Found> {
  const orgId = isUuid(triggerId) ? organizationAt(hub.keys.webhook, nameOf(triggerId), token) : null
  if (orgId === null) {
    await hub.limits.take(addressLimits.unknown, limitSubject(ip))
    throw new AppError('NOT_FOUND')
  }
  const row = await hub.db
    .org(orgId)
    .selectFrom('workflowTrigger')
    .innerJoin('organization', 'organization.id', 'workflowTrigger.orgId')
    .select([
      'workflowTrigger.workflowId',
      'workflowTrigger.config',
      'workflowTrigger.isOn',
      'organization.name',
    ])
    .where('workflowTrigger.id', '=', triggerId)
    .where('workflowTrigger.kind', '=', 'form')
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  await requireOpen(hub, orgId)
  if (!row.isOn) throw new AppError('CONFLICT', { message: 'This form takes no answers now.' })
  return { orgId, workflowId: row.workflowId, form: Form.parse(row.config), organization: row.name }
}

/** The questions of a form, for whoever has its link. */
export async function openForm(hub: Hub, place: FormPlace): Promise<OpenForm> {
  await hub.limits.take(limits.look, limitSubject(place.ip))
  return find(hub, place)
}

export interface Submission extends FormPlace {
  typed: Typed
  /** Made with the page that was filled in: pressing twice sends once. */
  id: string
  /** Something that no person sees was filled in. */
  isMachine: boolean
  requestId: string
}

export type Taken = OpenForm & { wrong: ReadonlyMap<string, string> | null }

/** Starts the workflow with what was filled in; `wrong` says what has to be mended first. */
export async function takeForm(hub: Hub, submission: Submission): Promise<Taken> {
  const { triggerId, ip, typed, id, isMachine, requestId } = submission
  await hub.limits.take(limits.person, limitSubject(ip))
  const { orgId, workflowId, ...open } = await find(hub, submission)
  await hub.limits.take(limits.form, triggerId)
  if (isMachine) return { ...open, wrong: null }
  const { values, wrong } = readAnswers(open.form, typed)
  if (wrong.size > 0) return { ...open, wrong }
  if (!isUuid(id))
    throw new AppError('BAD_REQUEST', { message: 'Open the form once more and send it again.' })
  await inTx(hub.db.org(orgId), (tx) =>
    startRun(hub, tx, {
      orgId,
      workflowId,
      startedBy: 'form',
      cause: `form:${triggerId}:${id}`,
      input: { form: values },
      requestId,
    }),
  )
  tellWorkers(hub)
  return { ...open, wrong: null }
}
