import { expect, test } from 'vitest'
import { asked } from '../../testing/asked.ts'
import { flowHub } from './testing.ts'

const flows = flowHub()

test('a draft made over MCP by what workflows.language says publishes and runs (WF-9)', async () => {
  const { api } = flows.org
  const mcp = flows.org.as({ door: 'mcp' })
  const { guide, schema, topics } = await mcp.workflows.language({})
  expect(guide).toContain('“Every Monday at 8 mail me the open tasks” is')
  expect(Object.keys(schema['properties'] ?? {})).toEqual(['triggers', 'fields', 'steps', 'note'])
  expect(topics).toContain('member.joined')
  const [text = ''] = /\{\{ join\(.*?\) \}\}/.exec(guide) ?? []
  const draft = {
    triggers: [{ id: 'monday', type: 'schedule' as const, cron: '0 8 * * 1' }],
    steps: [
      {
        id: 'find',
        type: 'act' as const,
        title: 'Find',
        procedure: 'modules.ops.tasks.list',
        input: { status: 'open' },
      },
      {
        id: 'mail',
        type: 'send_email' as const,
        title: 'Mail',
        to: flows.org.owner.email,
        subject: 'Open',
        text,
      },
    ],
  }
  await api.approvals.approve({ id: await asked(mcp.workflows.create({ name: 'Open tasks', draft })) })
  const [flow] = (await mcp.workflows.list({})).items
  const id = flow?.id ?? ''
  expect(await mcp.workflows.get({ id })).toMatchObject({ faults: [], published: null })
  await api.approvals.approve({ id: await asked(mcp.workflows.publish({ id })) })
  await api.modules.ops.tasks.create({ title: 'Order flour' })
  const run = await flows.until((await api.workflows.runs.start({ id })).id, 'done')
  expect(run.steps[1]?.input).toMatchObject({ text: '- Order flour' })
})
