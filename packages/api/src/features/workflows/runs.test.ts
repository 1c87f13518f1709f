import { describe, expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'
import type { Draft } from './testing.ts'
import type { RunWithSteps } from './schema.ts'

const flows = flowHub()

const outputs = ({ steps }: RunWithSteps) =>
  Object.fromEntries(steps.map(({ path, output }) => [path, output]))

describe('a run (WF-1, WF-3)', () => {
  test('does its steps in order and keeps what went in and came out', async () => {
    const run = await flows.ran(
      {
        fields: [{ name: 'who', title: 'Who' }],
        steps: [
          task('first', 'Call {{ input.who }}'),
          {
            id: 'find',
            type: 'act',
            title: 'Find it',
            procedure: 'modules.ops.tasks.list',
            input: { search: '{{ steps.first.title }}' },
          },
          task('second', 'Found {{ size(steps.find.items) }} at {{ org.name }}'),
        ],
      },
      { who: 'Jonah' },
    )
    expect(run).toMatchObject({ status: 'done', startedBy: 'person', version: 1, number: 1 })
    expect(run.steps.map(({ path, status }) => [path, status])).toEqual([
      ['first', 'done'],
      ['find', 'done'],
      ['second', 'done'],
    ])
    expect(run.steps[0]?.input).toEqual({ title: 'Call Jonah' })
    expect(await flows.titles()).toEqual(['Call Jonah', expect.stringMatching(/^Found 1 at Company of /)])
    // What writes costs what the price book says for workflows, and the run tells it.
    expect(run.costMicro).toBe(100_000)
  })

  test('takes the branch that its condition says', async () => {
    const draft = (condition: string): Draft => ({
      steps: [
        { id: 'any', type: 'conditional', title: 'Any?', condition },
        task('yes', 'yes', { parent: 'any', branch: 'then' }),
        task('no', 'no', { parent: 'any', branch: 'otherwise' }),
        task('last', 'last'),
      ],
    })
    await flows.ran(draft('1 < 2'))
    expect(await flows.titles()).toEqual(['last', 'yes'])
    await flows.ran(draft('run.number > 5'))
    expect(await flows.titles()).toEqual(['last', 'last', 'no', 'yes'])
  })

  test('does its steps for each item, and goes on past one that fails', async () => {
    const run = await flows.ran({
      steps: [
        { id: 'each', type: 'for_each', title: 'Each', items: '["a", "", "c"]', as: 'name' },
        task('make', '{{ name }}', { parent: 'each', branch: 'each' }),
        task('after', 'never'),
      ],
    })
    expect(run).toMatchObject({ status: 'failed', error: { code: 'BAD_REQUEST', stepId: 'make' } })
    expect(await flows.titles()).toEqual(['a', 'c'])
  })

  test('runs branches side by side', async () => {
    const run = await flows.ran({
      steps: [
        { id: 'both', type: 'parallel', title: 'Both' },
        task('left', 'left', { parent: 'both', branch: 'a' }),
        task('right', 'right', { parent: 'both', branch: 'b' }),
        task('after', '{{ steps.left.title }} and {{ steps.right.title }}'),
      ],
    })
    expect(run.status).toBe('done')
    expect(await flows.titles()).toEqual(['left', 'left and right', 'right'])
  })

  test('can see why a step failed and go on', async () => {
    const run = await flows.ran({
      steps: [
        task('bad', '{{ " " }}', { onError: 'continue' }),
        task('told', 'It said: {{ steps.bad.error.code }}'),
      ],
    })
    expect(run.status).toBe('done')
    expect(await flows.titles()).toEqual(['It said: BAD_REQUEST'])
  })

  test('ends at a step that stops it', async () => {
    const run = await flows.ran({
      steps: [
        task('made', 'made'),
        {
          id: 'end',
          type: 'stop',
          title: 'Stop',
          outcome: 'failed',
          message: 'Enough of {{ steps.made.title }}',
        },
        task('never', 'never'),
      ],
    })
    expect(run).toMatchObject({ status: 'failed', error: { code: 'STOPPED', message: 'Enough of made' } })
  })

  test('changes a record', async () => {
    const { id } = await flows.org.api.modules.ops.tasks.create({ title: 'Bread' })
    const run = await flows.ran({
      steps: [
        {
          id: 'raise',
          type: 'update_record',
          title: 'Raise',
          record: 'ops_task',
          recordId: id,
          changes: { priority: 'high' },
        },
      ],
    })
    expect(run.status).toBe('done')
    expect(await flows.org.api.modules.ops.tasks.get({ id })).toMatchObject({ priority: 'high' })
  })

  test('sends a mail', async () => {
    await flows.ran({
      steps: [
        {
          id: 'mail',
          type: 'send_email',
          title: 'Mail',
          to: 'jonah@lantern.example',
          subject: 'Hello from {{ org.name }}',
          text: 'Late by {{ 3 * 2 }} days',
        },
      ],
    })
    await flows.hub.hub.outbox.drain()
    expect(flows.hub.mails.filter(({ to }) => to === 'jonah@lantern.example')).toMatchObject([
      {
        subject: expect.stringMatching(/^Hello from Company of /),
        text: expect.stringContaining('Late by 6 days'),
      },
    ])
  })

  test('is tested without changing anything', async () => {
    const { id } = await flows.org.api.workflows.create({
      name: 'Draft',
      draft: { steps: [task('a', 'made'), task('b', 'again {{ steps.a.title }}')] },
    })
    const { id: runId } = await flows.org.api.workflows.runs.test({ id, pinned: { a: { title: 'pinned' } } })
    const run = await flows.until(runId, 'done')
    expect(outputs(run)['a']).toEqual({ title: 'pinned' })
    expect(run.steps[1]?.input).toEqual({ title: 'again pinned' })
    expect(await flows.titles()).toEqual([])
    expect(run.costMicro).toBe(0)
  })

  test('is tested with a step by a name that every object has', async () => {
    const { id } = await flows.org.api.workflows.create({
      name: 'Draft',
      draft: {
        steps: [
          { id: 'constructor', type: 'act', title: 'Find', procedure: 'modules.ops.tasks.list', input: {} },
          task('b', '{{ size(steps.constructor.items) }} open'),
        ],
      },
    })
    const { id: runId } = await flows.org.api.workflows.runs.test({ id })
    expect((await flows.until(runId, 'done')).steps[1]?.input).toEqual({ title: '0 open' })
  })

  test('is tested with an event, a form and fields like those it will be started with', async () => {
    const { workflows } = flows.org.api
    const { id } = await workflows.create({
      name: 'Draft',
      draft: {
        triggers: [
          { id: 'done', type: 'event', topic: 'ops.task.completed' },
          {
            id: 'ask',
            type: 'form',
            title: 'Order',
            fields: [{ name: 'cake', title: 'Which cake?', type: 'choice', choices: ['Plum', 'Apple'] }],
          },
        ],
        fields: [{ name: 'many', title: 'How many', type: 'number' }],
        steps: [task('a', '{{ input.event.topic }}, {{ input.form.cake }}, {{ input.many }}')],
      },
    })
    await expect(workflows.runs.test({ id })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'input.many', message: 'Fill in “How many”.' }] },
    })
    const { id: runId } = await workflows.runs.test({ id, input: { many: 2, form: { cake: 'Pear' } } })
    const run = await flows.until(runId, 'done')
    expect(run.steps[0]?.input).toEqual({ title: 'ops.task.completed, Pear, 2' })
  })

  test('tells at once that what is endless is no address', async () => {
    const { workflows } = flows.org.api
    const fields = [{ name: 'to', title: 'To', type: 'email' as const }]
    const { id } = await workflows.create({ name: 'Draft', draft: { fields, steps: [task('a', 'x')] } })
    const began = performance.now()
    await expect(workflows.runs.test({ id, input: { to: '@.'.repeat(20_000) + ' ' } })).rejects.toMatchObject(
      {
        details: { issues: [{ path: 'input.to', message: '“To” is no email.' }] },
      },
    )
    expect(performance.now() - began).toBeLessThan(5_000)
    await workflows.runs.test({ id, input: { to: 'maeve@lantern.example' } })
  })

  test('keeps an output that looks like the place of another one as it is', async () => {
    const { id } = await flows.org.api.workflows.create({
      name: 'Draft',
      draft: { steps: [task('a', 'made'), task('b', 'again')] },
    })
    const { id: runId } = await flows.org.api.workflows.runs.test({ id, pinned: { a: { $blob: 'x' } } })
    const run = await flows.until(runId, 'done')
    expect(outputs(run)['a']).toEqual({ $blob: 'x' })
  })
})

describe('a loop over more than a run may hold', () => {
  const text = 'x'.repeat(200_000)

  test('fails with the reason where its results are too much together', async () => {
    const { id } = await flows.org.api.workflows.create({
      name: 'Much',
      draft: {
        steps: [
          { id: 'each', type: 'for_each', title: 'Each', items: JSON.stringify(Array(30).fill(1)) },
          task('a', 'a', { parent: 'each', branch: 'each' }),
        ],
      },
    })
    const run = await flows.org.api.workflows.runs.test({ id, pinned: { a: text } })
    expect((await flows.until(run.id, 'failed')).error).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      stepId: 'each',
    })
  })

  test('fails with the reason where its items are too much together, or goes on where it is to', async () => {
    const steps: Draft['steps'] = [
      {
        id: 'each',
        type: 'for_each',
        title: 'Each',
        items: `[${Array(30).fill('input.text').join(', ')}]`,
        onError: 'continue',
      },
      task('a', 'a', { parent: 'each', branch: 'each' }),
      task('last', '{{ steps.each.error.code }}'),
    ]
    const run = await flows.ran({ fields: [{ name: 'text', title: 'Text' }], steps }, { text })
    expect(run).toMatchObject({ status: 'done', error: null })
    expect(await flows.titles()).toEqual(['PAYLOAD_TOO_LARGE'])
  })
})
