import type { OrgContext } from '../../platform/calls/context.ts'
import { WHOEVER_ASKS } from '../../platform/workflows/declaration.ts'
import type { WorkflowTemplate } from '../../platform/workflows/declaration.ts'
import { Definition } from './definition/schema.ts'
import type { Template } from './schema.ts'

/** Workflows of the hub itself; modules bring their own. */
const own: readonly WorkflowTemplate[] = [
  {
    name: 'Credits run low',
    description: 'Mails you when the credits of the organization run low.',
    draft: {
      triggers: [{ id: 'low', type: 'event', topic: 'credits.low' }],
      steps: [
        {
          id: 'mail',
          type: 'send_email',
          title: 'Tell me',
          to: WHOEVER_ASKS,
          subject: 'Credits of {{ org.name }} run low',
          text: '{{ money(input.event.availableMicro / 1000000.0) }} credits are left.',
        },
      ],
    },
  },
  {
    name: 'Is the website up?',
    description: 'Looks every 15 minutes whether a website answers, and mails when it does not.',
    draft: {
      triggers: [{ id: 'often', type: 'schedule', cron: '*/15 * * * *' }],
      steps: [
        {
          id: 'look',
          type: 'call_api',
          title: 'Look at the website',
          method: 'GET',
          url: 'https://example.com/',
          onError: 'continue',
          retry: { times: 1, pauseSeconds: 60 },
        },
        { id: 'down', type: 'conditional', title: 'Is it down?', condition: 'has(steps.look.error)' },
        {
          id: 'mail',
          type: 'send_email',
          title: 'Tell me',
          parent: 'down',
          branch: 'then',
          to: WHOEVER_ASKS,
          subject: 'The website does not answer',
          text: 'It was tried at {{ string(now) }}: {{ steps.look.error.message }}',
        },
      ],
    },
  },
  {
    name: 'Answer a customer, with your OK',
    description: 'Writes an answer to a customer’s question, shows it to you, and sends it when you say yes.',
    draft: {
      fields: [
        { name: 'email', title: 'E-mail of the customer', type: 'email' },
        { name: 'question', title: 'What they asked' },
      ],
      steps: [
        {
          id: 'draft',
          type: 'llm_query',
          title: 'Write an answer',
          question:
            'Write a short, friendly answer from {{ org.name }} to this customer: “{{ input.question }}”',
        },
        {
          id: 'ok',
          type: 'approval',
          title: 'Send it?',
          question: 'Send this to {{ input.email }}?\n\n{{ steps.draft.text }}',
          within: { amount: 2, unit: 'days' },
        },
        {
          id: 'mail',
          type: 'send_email',
          title: 'Send the answer',
          to: '{{ input.email }}',
          subject: 'Your question to {{ org.name }}',
          text: '{{ steps.draft.text }}',
        },
      ],
    },
  },
]

/** Nothing may be published that mails a stranger: where there is no address, the field is empty and a fault says so. */
function addressedTo(email: string, { steps, ...rest }: Definition): Definition {
  return {
    ...rest,
    steps: steps.map((step) =>
      step.type === 'send_email' && step.to === WHOEVER_ASKS ? { ...step, to: email } : step,
    ),
  }
}

/** Everything there is to begin with, of the hub and its modules. */
export function templatesRead({ hub, actor }: OrgContext): { items: Template[] } {
  const all = [...own, ...hub.workflowSteps.templates]
  return {
    items: all.map(({ name, description, draft }) => ({
      name,
      description,
      draft: addressedTo(actor.email, Definition.parse(draft)),
    })),
  }
}
