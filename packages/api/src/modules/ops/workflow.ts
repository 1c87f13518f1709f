import { WHOEVER_ASKS } from '../../platform/workflows/declaration.ts'
import type { WorkflowDeclaration } from '../../platform/workflows/declaration.ts'

const list = 'modules.ops.tasks.list'
const lines =
  '{{ join(steps.find.items.map(t, "- " + t.title + (t.dueOn != null ? " (due " + t.dueOn + ")" : "")), "\\n") }}'

/** What workflows do with tasks, and some to begin with. */
export const opsWorkflow: WorkflowDeclaration = {
  createTask: 'tasks.create',
  updates: { ops_task: 'tasks.update' },
  templates: [
    {
      name: 'Open tasks every Monday',
      description: 'Mails the list of open tasks each Monday morning.',
      draft: {
        triggers: [{ id: 'monday', type: 'schedule', cron: '0 8 * * 1', missed: 'once' }],
        steps: [
          {
            id: 'find',
            type: 'act',
            title: 'Find open tasks',
            procedure: list,
            input: { status: 'open', limit: 100 },
          },
          { id: 'any', type: 'conditional', title: 'Any open?', condition: 'size(steps.find.items) > 0' },
          {
            id: 'mail',
            type: 'send_email',
            title: 'Mail the list',
            parent: 'any',
            branch: 'then',
            to: WHOEVER_ASKS,
            subject: '{{ size(steps.find.items) }} open tasks at {{ org.name }}',
            text: `Good morning,\n\nthese tasks are open:\n\n${lines}`,
          },
        ],
      },
    },
    {
      name: 'Overdue tasks each weekday',
      description: 'Mails what is overdue, on days on which something is.',
      draft: {
        triggers: [{ id: 'weekdays', type: 'schedule', cron: '30 8 * * 1-5' }],
        steps: [
          {
            id: 'find',
            type: 'act',
            title: 'Find overdue tasks',
            procedure: list,
            input: { overdue: true, limit: 100 },
          },
          { id: 'any', type: 'conditional', title: 'Any overdue?', condition: 'size(steps.find.items) > 0' },
          {
            id: 'mail',
            type: 'send_email',
            title: 'Mail what is overdue',
            parent: 'any',
            branch: 'then',
            to: WHOEVER_ASKS,
            subject: '{{ size(steps.find.items) }} overdue',
            text: lines,
          },
        ],
      },
    },
    {
      name: 'Raise urgent tasks',
      description: 'Gives each new task whose title says “urgent” high priority.',
      draft: {
        triggers: [
          {
            id: 'created',
            type: 'event',
            topic: 'ops.task.created',
            match: 'event.title.lowerAscii().contains("urgent")',
          },
        ],
        steps: [
          {
            id: 'raise',
            type: 'update_record',
            title: 'Give it high priority',
            record: 'ops_task',
            recordId: '{{ input.event.taskId }}',
            changes: { priority: 'high' },
          },
        ],
      },
    },
    {
      name: 'Follow up on finished work',
      description: 'Three days after a task is done, makes one to ask whether all is well.',
      draft: {
        triggers: [
          {
            id: 'done',
            type: 'event',
            topic: 'ops.task.completed',
            match: '!event.title.startsWith("Follow up")',
          },
        ],
        steps: [
          { id: 'wait', type: 'delay', title: 'Wait three days', for: { amount: 3, unit: 'days' } },
          {
            id: 'ask',
            type: 'create_task',
            title: 'Make a follow-up task',
            input: { title: 'Follow up: {{ input.event.title }}' },
          },
        ],
      },
    },
    {
      name: 'Requests from the website',
      description: 'Another service sends a request; you say yes, and it becomes a task.',
      draft: {
        triggers: [{ id: 'request', type: 'webhook' }],
        steps: [
          {
            id: 'ok',
            type: 'approval',
            title: 'Take it on?',
            question: 'Take on “{{ input.body.title }}”?',
            within: { amount: 2, unit: 'days' },
          },
          {
            id: 'task',
            type: 'create_task',
            title: 'Make the task',
            input: { title: '{{ input.body.title }}' },
          },
        ],
      },
    },
    {
      name: 'First week of a new colleague',
      description: 'Makes the tasks of a first week when somebody joins the team.',
      draft: {
        triggers: [{ id: 'joined', type: 'event', topic: 'member.joined' }],
        steps: [
          {
            id: 'each',
            type: 'for_each',
            title: 'For each task',
            items:
              '["Show the shop and the keys", "Set up e-mail and phone", "Lunch with the team", "Talk about the first week"]',
            as: 'what',
          },
          {
            id: 'task',
            type: 'create_task',
            title: 'Make the task',
            parent: 'each',
            branch: 'each',
            input: { title: '{{ what }}', assigneeId: '{{ input.event.userId }}' },
          },
        ],
      },
    },
  ],
}
