import type { AssistantEvent, ConversationWithMessages, Message } from '@hub/api/schemas/assistant'

/** A person's words, or an answer that is still empty. */
export function newMessage(id: string, role: Message['role'], text: string): Message {
  return {
    id,
    role,
    text,
    steps: [],
    approvalIds: [],
    choices: [],
    notices: [],
    driver: null,
    status: role === 'person' ? 'done' : 'streaming',
    error: null,
    micro: 0,
    tokens: null,
    approvalId: null,
    about: null,
    lastEventId: null,
    createdAt: new Date().toISOString(),
  }
}

interface Tracked {
  id: string
  data: AssistantEvent
}

/**
 * The conversation after one event of an answer. An event that was applied before, which happens when a
 * connection is taken up again, changes nothing.
 */
export function withEvent(
  conversation: ConversationWithMessages,
  answerId: string,
  { id, data }: Tracked,
): ConversationWithMessages {
  const before = conversation.messages.find((message) => message.id === answerId)
  if (!before || isNotAfter(id, before.lastEventId)) return conversation
  const after = { ...applied(before, data), lastEventId: id }
  const messages = conversation.messages.map((message) => (message.id === answerId ? after : message))
  if (data.type !== 'followUp') return { ...conversation, messages }
  return { ...conversation, messages: withFollowUp(messages, data, before.driver) }
}

function applied(message: Message, event: AssistantEvent): Message {
  switch (event.type) {
    case 'text':
      return { ...message, text: message.text + event.delta }
    case 'step':
      return { ...message, steps: withStep(message.steps, event) }
    case 'approval':
      return message.approvalIds.includes(event.approvalId)
        ? message
        : { ...message, approvalIds: [...message.approvalIds, event.approvalId] }
    case 'question':
      // Its words came as text already; only what can be chosen is new.
      return { ...message, choices: event.choices ?? [] }
    case 'notice':
      return { ...message, notices: [...message.notices, event.text] }
    case 'finished':
      return { ...message, status: event.status, micro: event.micro, tokens: event.tokens ?? null }
    case 'failed':
      return { ...message, status: 'failed', error: event.message }
    case 'followUp':
      return message
  }
}

type StepEvent = Extract<AssistantEvent, { type: 'step' }>

/** A step that goes on takes the place of what it was. */
function withStep(steps: Message['steps'], { type: _type, ...step }: StepEvent): Message['steps'] {
  return steps.some(({ id }) => id === step.id)
    ? steps.map((one) => (one.id === step.id ? step : one))
    : [...steps, step]
}

type FollowUp = Extract<AssistantEvent, { type: 'followUp' }>

/** What the assistant says after an approval of its answer was decided. */
function withFollowUp(
  messages: Message[],
  { messageId, text, micro, about }: FollowUp,
  driver: string | null,
): Message[] {
  if (messages.some(({ id }) => id === messageId)) return messages
  return [...messages, { ...newMessage(messageId, 'assistant', text), status: 'done', micro, driver, about }]
}

/** Events are numbered; text would sort 10 before 9. */
const isNotAfter = (id: string, last: string | null): boolean => last !== null && Number(id) <= Number(last)

/**
 * What is shown after the conversation was read again: an answer that events have carried further than the
 * reading keeps what it has.
 */
export function newest(
  before: ConversationWithMessages | undefined,
  read: ConversationWithMessages,
): ConversationWithMessages {
  if (!before) return read
  const known = new Map(before.messages.map((message) => [message.id, message]))
  return {
    ...read,
    messages: read.messages.map((message) => {
      const shown = known.get(message.id)
      return shown && Number(shown.lastEventId ?? 0) > Number(message.lastEventId ?? 0) ? shown : message
    }),
  }
}
