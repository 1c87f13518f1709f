import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { PERSON } from '../../../../../testing/open-app.tsx'
import type { Definition, WorkflowWithDraft } from './flow.ts'
import { blankFlow, flowAnswers } from './testing-run.ts'

const TASK = '01a1f859-d525-702e-874d-6f9b61ee5501'
const OTHER = '01a1f859-d525-702e-874d-6f9b61ee5502'
const PEOPLE = 'organization_member.user_id'
const text = { type: 'string' }
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })

const act = (summary: string, properties: object, more: object) => ({
  post: {
    summary,
    description: `${summary}.`,
    tags: ['ops_tasks'],
    'x-workflow': true,
    requestBody: { content: { 'application/json': { schema: { properties, required: ['title'] } } } },
    responses: {},
    ...more,
  },
})
const document = {
  components: { schemas: {} },
  paths: {
    '/api/v1/modules/ops/tasks/create': act(
      'Create a task',
      { title: text, assigneeId: orNull(text), dueOn: orNull({ ...text, format: 'date' }) },
      { 'x-records': { assigneeId: { kind: PEOPLE, noun: 'Person' } } },
    ),
    '/api/v1/modules/ops/tasks/update': act(
      'Change a task',
      { id: text, version: { type: 'integer' }, title: text, dueOn: orNull({ ...text, format: 'date' }) },
      { 'x-records': { id: { kind: 'ops_task', noun: 'Task' } } },
    ),
  },
}

const found: Record<string, { id: string; name: string; detail: string | null; link: null }[]> = {
  [PEOPLE]: [{ id: PERSON, name: 'Maeve Brannigan', detail: 'maeve@tide.example, owner', link: null }],
  ops_task: [
    { id: TASK, name: 'Order flour', detail: 'To do', link: null },
    { id: OTHER, name: 'Order yeast', detail: 'Doing', link: null },
  ],
}

const hub = appOnHub({
  ...flowAnswers,
  'workflows.language': () => ({
    guide: '',
    schema: {},
    topics: [],
    records: ['ops_task'],
    recordKinds: [{ kind: 'ops_task', noun: 'Task', procedure: 'modules.ops.tasks.update' }],
  }),
  'system.find': (input) => {
    const { kinds: [kind = ''] = [], query = '' } = input as { kinds?: string[]; query?: string }
    const items = (found[kind] ?? []).filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
    return { kinds: [{ kind, noun: kind, plural: kind, items }], unanswered: [] }
  },
})

beforeEach(() => hub.server.use(http.get('*/api/v1/openapi.json', () => HttpResponse.json(document))))

type Step = Definition['steps'][number]
const stepOf = (fields: object) =>
  ({ id: 'one', title: 'First', parent: null, branch: '', onError: 'stop', ...fields }) as Step

let opened = 0x50

/** Opens a workflow of its own with this step, and answers what is saved of the step. */
function open(step: Step, more: Partial<WorkflowWithDraft> = {}): () => unknown {
  opened += 1
  const id = `01a1f859-d525-702e-874d-6f9b61ee66${opened.toString(16)}`
  let kept = blankFlow({ id, draft: { triggers: [], fields: [], note: '', steps: [step] }, ...more })
  hub.procedures.set('workflows.get', () => kept)
  hub.procedures.set('workflows.update', (input) => {
    kept = { ...kept, draft: (input as { draft: Definition }).draft, version: kept.version + 1 }
    return kept
  })
  hub.open(`/o/tide-fennel/workflows/${id}?view=list&step=one`)
  return () => kept.draft.steps[0]
}

const choose = async (label: RegExp, name: RegExp) => {
  // What stands there until the list has come is no combobox yet.
  await userEvent.click(await screen.findByRole('combobox', { name: label }, { timeout: 20_000 }))
  await userEvent.click(await screen.findByRole('option', { name }))
}

describe('a step that changes a record (WF-4)', () => {
  it('is filled in by choosing: a kind by its noun, a record by its name, and the fields of that kind', async () => {
    const step = stepOf({ type: 'update_record', record: '', recordId: '', changes: {} })
    const message = 'Choose which kind of record changes.'
    const saved = open(step, { faults: [{ at: 'one', field: 'record', message }] })
    await choose(/^Which kind of record/, /^Task$/)
    await choose(/^Which task/, /Order yeast/)
    await userEvent.type(screen.getByLabelText(/^Title/), 'Call them')
    expect(screen.queryByLabelText(/^Version/)).toBeNull()
    expect(screen.queryByLabelText(/^What changes/)).toBeNull()
    await waitFor(() =>
      expect(saved()).toMatchObject({ record: 'ops_task', recordId: OTHER, changes: { title: 'Call them' } }),
    )
  })

  it('shows the record it names by its name, and one from an earlier step as such', async () => {
    const step = stepOf({ type: 'update_record', record: 'ops_task', recordId: TASK, changes: {} })
    const saved = open(step, { names: { [TASK]: 'Order flour' } })
    expect(await screen.findByLabelText('Which task')).toHaveValue('Order flour')
    await userEvent.click(screen.getByRole('button', { name: 'Insert from an earlier step: Which task' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'The number of the run' }))
    await waitFor(() => expect(saved()).toMatchObject({ recordId: '{{ string(run.number) }}' }))
    expect(screen.getByLabelText('Which task')).toHaveValue('{{ string(run.number) }}')
  })
})

describe('a step that creates a task', () => {
  it('has its assignee chosen by name and its day in the field of days, or taken from an earlier step', async () => {
    const saved = open(stepOf({ type: 'create_task', input: { title: 'Bake' } }))
    await choose(/^Assignee/, /Maeve Brannigan/)
    const day = screen.getByLabelText(/^Due on/)
    await userEvent.type(day, '20.11.2026')
    await userEvent.tab()
    await waitFor(() => expect(saved()).toMatchObject({ input: { assigneeId: PERSON, dueOn: '2026-11-20' } }))
    expect(screen.queryByText(/Assignee id/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Insert from an earlier step: Due on' }))
    const menu = within(await screen.findByRole('menu'))
    await userEvent.click(menu.getByRole('menuitem', { name: 'A week from today' }))
    await waitFor(() => expect(saved()).toMatchObject({ input: { dueOn: '{{ addDays(today, 7) }}' } }))
  })
})
