import { expect } from '@playwright/test'
import type { HubClient } from './hub-client.ts'

/** Of the keeper's tasks, those that tests ask for. */
export const taskTitles = { commented: 'Write the autumn menu' } as const

/** What the assistant would create; nobody ever says yes. */
export const pendingTitle = /polish the copper pans/i

/** The keeper's website, which nobody scans, and a product that is compared with no shop. */
export const sampleWebsite = 'tideandfennel.example'
export const sampleProduct = 'Stoneware mug, blue'

/* Far ahead, so that a day reads the same whenever the tests run. */
const tasks = [
  {
    title: 'Order flour from the mill',
    status: 'todo',
    priority: 'high',
    tag: 'Suppliers',
    dueOn: '2092-03-14',
  },
  { title: 'Repair the proving drawer', status: 'todo', priority: 'low', tag: 'Kitchen', dueOn: null },
  { title: taskTitles.commented, status: 'doing', priority: 'normal', tag: 'Menu', dueOn: '2092-03-20' },
  {
    title: 'Answer the harbor festival',
    status: 'waiting',
    priority: 'normal',
    tag: null,
    dueOn: '2092-04-02',
  },
  {
    title: 'Pay the linen laundry',
    status: 'todo',
    priority: 'normal',
    tag: 'Suppliers',
    dueOn: '2092-03-28',
  },
] as const

interface Sent {
  conversationId: string
}

/** A website, a product, tasks, comments, a conversation with a request to approve, and an API key: something to see on every page. */
export async function seed(hub: HubClient): Promise<void> {
  const { user } = await hub.query<{ user: { id: string } }>('auth.me')
  // Before all else, so that the latest activity, of which there are pictures, is of tasks.
  await hub.mutate('modules.security.sites.add', { address: sampleWebsite })
  const product = { name: sampleProduct, price: '18.50', currency: 'EUR' }
  const { id: productId } = await hub.mutate<{ id: string }>('modules.marketplace.products.create', product)
  await hub.mutate('modules.marketplace.rules.create', { kind: 'undercut', productId })
  for (const task of tasks) {
    const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', {
      ...task,
      assigneeId: user.id,
    })
    if (task.status !== 'doing') continue
    await hub.mutate('modules.ops.tasks.comments.add', { taskId: id, body: 'Pumpkin stays, plums are over.' })
  }
  const finished = await hub.mutate<{ id: string }>('modules.ops.tasks.create', {
    title: 'Hang the new sign',
  })
  await hub.mutate('modules.ops.tasks.complete', { id: finished.id })
  await hub.mutate<Sent>('assistant.send', { text: 'What can you do?' })
  await hub.mutate<Sent>('assistant.send', {
    text: 'Create a task: polish the copper pans',
    timeZone: 'Europe/Dublin',
  })
  await expect
    .poll(
      async () =>
        (await hub.query<{ items: unknown[] }>('approvals.list', { status: 'pending' })).items.length,
      {
        message: 'the request to approve that the assistant makes',
        // Its first answer waits until it has learnt.
        timeout: 60_000,
      },
    )
    .toBe(1)
  await hub.mutate('jobs.startExport', { list: 'tasks' })
  await hub.mutate('endpoints.create', {
    name: 'Till in the shop',
    address: 'https://till.example/hub',
    topics: ['*'],
  })
  await hub.mutate('organizations.invitations.create', {
    email: 'guest@tide-and-fennel.example',
    role: 'member',
  })
  await hub.mutate('auth.apiKeys.create', {
    name: 'Till in the shop',
    kind: 'program',
    scopes: ['ops.task.read'],
    expiresInDays: 90,
  })
}

export const sampleWorkflow = 'Late-payer reminders of the sample'

const top = { parent: null, branch: '' }
const inEach = { parent: 'each', branch: 'each' }

/** A workflow that waits for a decision in one of its runs, and on for ever. */
export async function seedWorkflow(hub: HubClient): Promise<void> {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: sampleWorkflow,
    draft: {
      triggers: [{ id: 'daily', type: 'schedule', cron: '0 8 * * 1-5' }],
      steps: [
        { ...top, id: 'any', type: 'conditional', title: 'Any found?', condition: 'size(["a"]) > 0' },
        {
          id: 'each',
          type: 'for_each',
          title: 'Take the next one',
          items: '["Lantern Street Bakery", "Marrow Lane Market"]',
          as: 'customer',
          parent: 'any',
          branch: 'then',
        },
        {
          ...inEach,
          id: 'ok',
          type: 'approval',
          title: 'Wait for your OK',
          question: 'Remind {{ customer }}?',
        },
        {
          ...inEach,
          id: 'mail',
          type: 'send_email',
          title: 'Email the customer',
          to: 'jonah@sample.example',
          subject: 'Reminder',
          text: 'Hello {{ customer }}',
        },
      ],
    },
  })
  await hub.mutate('workflows.publish', { id })
  await hub.mutate('workflows.runs.start', { id })
}
