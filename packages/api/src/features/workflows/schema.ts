import { z } from 'zod'
import { MemberId, entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'
import { HIGHEST_COUNT, KnownVersion } from '../../shared/version.ts'
import { Definition, StepId } from './definition/schema.ts'

/**
 * A definition at a door. Its whole schema is some 8 kB, which every conversation with a model would pay for in each of these
 * tools: `workflows.language` gives it to those who write one. What comes in is parsed by it.
 */
export const GivenDraft = z
  .looseObject({})
  .pipe(Definition)
  .meta({ description: 'Triggers, fields and steps, as workflows.language describes them' })
/** What goes out was parsed already. */
export const ShownDefinition = z.looseObject({}) as unknown as z.ZodType<Definition>

export const WorkflowId = entityId('workflow')
export const RunId = entityId('workflow_run')

export const RunStatus = z.enum(['queued', 'running', 'waiting', 'paused', 'done', 'failed', 'canceled'])
export type RunStatus = z.infer<typeof RunStatus>
export const StartedBy = z.enum([
  'person',
  'schedule',
  'event',
  'webhook',
  'form',
  'workflow',
  'failure',
  'test',
])

/** What keeps a draft from being published, at the step or trigger and field where it is mended. */
export const Fault = z.strictObject({ at: z.string().nullable(), field: z.string(), message: z.string() })

const LastRun = z.strictObject({
  id: RunId,
  number: z.int(),
  status: RunStatus,
  isTest: z.boolean(),
  at: Instant,
})

export const Workflow = z.strictObject({
  id: WorkflowId,
  name: z.string(),
  description: z.string(),
  isOn: z.boolean().meta({ description: 'Whether its triggers start it' }),
  published: z.int().nullable().meta({ description: 'The version that runs' }),
  atOnce: z.int().meta({
    description: 'How many runs of it may work at once; one that waits for something does not count',
  }),
  onFailureId: WorkflowId.nullable().meta({ description: 'The workflow that runs when this one fails' }),
  isForFailures: z
    .boolean()
    .meta({ description: 'It runs when a workflow fails that names none of its own; one at most' }),
  runs: z.int(),
  version: z.int().meta({ description: 'Rises with each change' }),
  startsBy: z.array(z.string()).meta({ description: 'What starts it, in words' }),
  nextAt: Instant.nullable().meta({ description: 'When its schedule starts it next' }),
  lastRun: LastRun.nullable(),
  createdByName: z.string(),
  updatedAt: Instant,
})
export type Workflow = z.infer<typeof Workflow>
export const WorkflowPage = listOutput(Workflow)

const Webhook = z.strictObject({ key: z.string(), address: z.string() })

export const WorkflowWithDraft = z.strictObject({
  ...Workflow.shape,
  draft: ShownDefinition,
  isChanged: z.boolean().meta({ description: 'The draft is not what is published' }),
  faults: z.array(Fault),
  webhooks: z.array(Webhook).meta({ description: 'Where other services start it' }),
  forms: z.array(Webhook).meta({ description: 'Where people fill in its forms' }),
  names: z.record(z.string(), z.string()).meta({ description: 'Of records that its steps name, by id' }),
})
export type WorkflowWithDraft = z.infer<typeof WorkflowWithDraft>

export const ListWorkflows = listInput(['updated'], {
  search: searchPhrase.optional(),
  isOn: z.boolean().optional(),
})
export type ListWorkflows = z.infer<typeof ListWorkflows>
export const GetWorkflow = z.strictObject({ id: WorkflowId })
export type GetWorkflow = z.infer<typeof GetWorkflow>

export const settings = {
  name: line(120),
  description: prose(2_000),
  atOnce: z.int().min(1).max(100),
  onFailureId: WorkflowId.nullable(),
}

export const CreateWorkflow = mutationInput({
  name: settings.name,
  description: settings.description.default(''),
  draft: GivenDraft.optional(),
})
export type CreateWorkflow = z.infer<typeof CreateWorkflow>

const version = KnownVersion.optional()

export const UpdateWorkflow = mutationInput({
  id: WorkflowId,
  version,
  name: settings.name.optional(),
  description: settings.description.optional(),
  atOnce: settings.atOnce.optional(),
  onFailureId: settings.onFailureId.optional(),
  isForFailures: z.boolean().optional(),
  draft: GivenDraft.optional(),
})
export type UpdateWorkflow = z.infer<typeof UpdateWorkflow>

export const ChangeWorkflow = mutationInput({ id: WorkflowId })
export type ChangeWorkflow = z.infer<typeof ChangeWorkflow>
export const SwitchWorkflow = mutationInput({ id: WorkflowId, version, isOn: z.boolean() })
export type SwitchWorkflow = z.infer<typeof SwitchWorkflow>
export const PublishWorkflow = mutationInput({
  id: WorkflowId,
  version,
  note: prose(500).default('').meta({ description: 'What changed, for whoever looks at the versions' }),
})
export type PublishWorkflow = z.infer<typeof PublishWorkflow>

export const Version = z.strictObject({
  number: z.int(),
  note: z.string(),
  publishedById: MemberId,
  publishedByName: z.string(),
  publishedAt: Instant,
  isPublished: z.boolean(),
})
export const VersionWithDefinition = z.strictObject({ ...Version.shape, definition: ShownDefinition })
export type VersionWithDefinition = z.infer<typeof VersionWithDefinition>
export const ListVersions = listInput(['newest'], { id: WorkflowId })
export type ListVersions = z.infer<typeof ListVersions>
export const VersionPage = listOutput(Version)
const counted = z.int().min(1).max(HIGHEST_COUNT)
const number = counted.meta({ description: 'Of the version, as workflows.versions.list counts them' })
export const GetVersion = z.strictObject({ id: WorkflowId, number })
export type GetVersion = z.infer<typeof GetVersion>
export const RestoreVersion = mutationInput({ id: WorkflowId, version, number })
export type RestoreVersion = z.infer<typeof RestoreVersion>

const Values = z.record(z.string().max(80), z.unknown())

export const StartRun = mutationInput({
  id: WorkflowId,
  input: Values.default({}).meta({ description: 'What its form asks for, by name of the field' }),
})
export type StartRun = z.infer<typeof StartRun>
export const TestRun = mutationInput({
  id: WorkflowId,
  input: Values.default({}),
  pinned: Values.default({}).meta({ description: 'Outputs by step that stand in for it' }),
})
export type TestRun = z.infer<typeof TestRun>
export const StartedRun = z.strictObject({ id: RunId, number: z.int() })
export type StartedRun = z.infer<typeof StartedRun>

const RunError = z.strictObject({ code: z.string(), message: z.string(), stepId: z.string().optional() })

export const Run = z.strictObject({
  id: RunId,
  workflowId: WorkflowId,
  workflowName: z.string(),
  isWorkflowRemoved: z.boolean(),
  number: z.int(),
  version: z.int().nullable().meta({ description: 'null: a test of the draft' }),
  status: RunStatus.meta({ description: 'paused: it waits for credits' }),
  startedBy: StartedBy,
  startedByName: z.string().nullable(),
  actsAsName: z.string().meta({ description: 'With whose rights it works' }),
  error: RunError.nullable(),
  costMicro: Micro,
  isHeld: z
    .boolean()
    .meta({ description: 'It stays in line until another run of its workflow ends or waits' }),
  isBeingCanceled: z.boolean(),
  waitsFor: z.array(z.string()).meta({ description: 'Of a waiting run: what each step waits for, in words' }),
  wakeAt: Instant.nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
})
export type Run = z.infer<typeof Run>
export const RunPage = listOutput(Run)

export const StepRun = z.strictObject({
  path: z.string().meta({ description: 'The step with what it stands in: each[2]/mail' }),
  stepId: z.string(),
  title: z.string(),
  type: z.string(),
  status: z.enum(['running', 'waiting', 'done', 'failed', 'stopped']).meta({
    description: 'stopped: its run ended before it did',
  }),
  attempt: z.int(),
  input: z.unknown(),
  output: z.unknown(),
  isHidden: z.boolean().meta({
    description: 'What went in and came out is for those who may see all that the workflow looks at',
  }),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  question: z.string().nullable(),
  mayDecide: z.boolean(),
  waitUntil: Instant.nullable(),
  costMicro: Micro,
  startedAt: Instant,
  finishedAt: Instant.nullable(),
})
export type StepRun = z.infer<typeof StepRun>
export const RunWithSteps = z.strictObject({
  ...Run.shape,
  input: z.unknown(),
  definition: ShownDefinition,
  steps: z.array(StepRun),
})
export type RunWithSteps = z.infer<typeof RunWithSteps>

export const ListRuns = listInput(['newest'], {
  workflowId: WorkflowId.optional(),
  status: RunStatus.optional(),
  waitsForMe: z
    .boolean()
    .optional()
    .meta({ description: 'Only those in which the caller has something to decide' }),
})
export type ListRuns = z.infer<typeof ListRuns>
export const GetRun = z.strictObject({ id: RunId })
export type GetRun = z.infer<typeof GetRun>
export const ChangeRun = mutationInput({ id: RunId })
export type ChangeRun = z.infer<typeof ChangeRun>
export const RetryRun = mutationInput({
  id: RunId,
  from: z
    .string()
    .max(400)
    .optional()
    .meta({ description: 'The path of a step, or "start"; without it from what failed' }),
  version: z.enum(['same', 'current']).default('same'),
})
export type RetryRun = z.infer<typeof RetryRun>

export const DecideStep = mutationInput({
  runId: RunId,
  path: z.string().max(400),
  decision: z.enum(['yes', 'no']),
  note: prose(1_000).default(''),
})
export type DecideStep = z.infer<typeof DecideStep>

export const SecretName = StepId.meta({ examples: ['shop_key'] })
export const Secret = z.strictObject({ name: SecretName, hosts: z.array(z.string()), setAt: Instant })
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.*\.)[a-z0-9.-]+$/, 'Write a host such as api.example.com.')
  .meta({ examples: ['api.example.com'] })
export const SecretList = z.strictObject({ items: z.array(Secret) })
export const SetSecret = mutationInput({
  name: SecretName,
  secret: z.string().min(1).max(4_000),
  hosts: z.array(Host).min(1).max(10).meta({ description: 'Where it may be sent, and nowhere else' }),
})
export type SetSecret = z.infer<typeof SetSecret>
export const RemoveSecret = mutationInput({ name: SecretName })
export type RemoveSecret = z.infer<typeof RemoveSecret>

/** A webhook of a workflow by its id within the definition. */
const webhook = { id: WorkflowId, key: StepId.meta({ description: 'Of its trigger' }) }
export const GetWebhookSecret = z.strictObject(webhook)
export const RotateWebhookSecret = mutationInput(webhook)
export const WebhookSecret = z.strictObject({ secret: z.string() })

export const Template = z.strictObject({
  name: z.string(),
  description: z.string(),
  draft: ShownDefinition,
})
export type Template = z.infer<typeof Template>
export const Templates = z.strictObject({ items: z.array(Template) })

export const Language = z.strictObject({
  guide: z.string(),
  schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of a draft' }),
  topics: z.array(z.string()).meta({ description: 'Events that start workflows, or that steps wait for' }),
  records: z.array(z.string()).meta({ description: 'Kinds of records that update_record changes' }),
  recordKinds: z.array(z.strictObject({ kind: z.string(), noun: z.string(), procedure: z.string() })),
})
export type Language = z.infer<typeof Language>
