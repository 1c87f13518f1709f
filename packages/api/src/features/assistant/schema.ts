import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../shared/text.ts'
import { Instant, TimeZone } from '../../shared/time.ts'

export const ConversationId = entityId('assistant_conversation')
export const AnswerId = entityId('assistant_message')
const ApprovalId = entityId('approval')

export const Conversation = z.strictObject({
  id: ConversationId,
  title: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Conversation = z.infer<typeof Conversation>
export const ConversationPage = listOutput(Conversation)

/** One thing the assistant did on the way to its answer. `waiting`: a person has to approve it first. */
export const AssistantStep = z.strictObject({
  id: z.string(),
  title: z.string(),
  tool: z.string(),
  status: z.enum(['running', 'done', 'failed', 'waiting']),
  micro: Micro,
})
export type AssistantStep = z.infer<typeof AssistantStep>

export const TokenCount = z.strictObject({
  input: z.int(),
  cached: z.int().exactOptional().meta({ description: 'Of the input, read from the cache of the provider' }),
  output: z.int(),
})
export type TokenCount = z.infer<typeof TokenCount>

export const AnswerStatus = z.enum(['streaming', 'done', 'stopped', 'failed'])
export type AnswerStatus = z.infer<typeof AnswerStatus>

/** The record that an approved act made or changed, where the web app shows it. */
const About = z.strictObject({ name: z.string(), link: z.string() })

export const Message = z.strictObject({
  id: AnswerId,
  role: z.enum(['person', 'assistant']),
  text: z.string(),
  steps: z.array(AssistantStep),
  approvalIds: z.array(ApprovalId),
  /** Choices of a question the assistant asked; sending one of them answers it. */
  choices: z.array(z.string()),
  /** "Could not reach the model": what the person should know about how this answer came about. */
  notices: z.array(z.string()),
  driver: z
    .string()
    .nullable()
    .meta({ description: '"built-in" or the model that answered; null for a person' }),
  status: AnswerStatus,
  error: z.string().nullable(),
  micro: Micro,
  tokens: TokenCount.nullable(),
  approvalId: ApprovalId.nullable().meta({
    description: 'Set on a message that tells what became of this approval',
  }),
  about: About.nullable().meta({ description: 'The record it was done to, and where the web app shows it' }),
  lastEventId: z.string().nullable().meta({ description: 'Follow with assistant.stream from here' }),
  createdAt: Instant,
})
export type Message = z.infer<typeof Message>

export const ConversationWithMessages = z.strictObject({
  conversation: Conversation,
  messages: z.array(Message),
})
export type ConversationWithMessages = z.infer<typeof ConversationWithMessages>

export const ListConversations = listInput(['updated'], { search: searchPhrase.optional() })
export type ListConversations = z.infer<typeof ListConversations>
export const GetConversation = z.strictObject({ id: ConversationId })
export type GetConversation = z.infer<typeof GetConversation>
export const RenameConversation = mutationInput({ id: ConversationId, title: line(120) })
export type RenameConversation = z.infer<typeof RenameConversation>
export const RemoveConversation = mutationInput({ id: ConversationId })
export type RemoveConversation = z.infer<typeof RemoveConversation>

export const SendMessage = mutationInput({
  conversationId: ConversationId.optional().meta({
    entity: 'assistant_conversation',
    description: 'Left out: a new conversation begins',
  }),
  text: prose(8_000).min(1),
  timeZone: TimeZone.optional().meta({
    description: 'Where "tomorrow at 9" is meant, for example Europe/Lisbon',
  }),
  questionId: AnswerId.optional().meta({
    entity: 'assistant_message',
    description: 'An earlier answer of the conversation, whose question this answers. Left out: the last one',
  }),
  page: line(100).optional().meta({
    description:
      'Where in the app the message is written, such as "tasks": what is done there is likelier meant',
  }),
})
export type SendMessage = z.infer<typeof SendMessage>
export const Sent = z.strictObject({
  conversationId: ConversationId,
  messageId: AnswerId,
  answerId: AnswerId,
})
export type Sent = z.infer<typeof Sent>

export const StopAnswer = mutationInput({ answerId: AnswerId })
export type StopAnswer = z.infer<typeof StopAnswer>
export const RetryAnswer = mutationInput({ answerId: AnswerId, timeZone: TimeZone.optional() })
export type RetryAnswer = z.infer<typeof RetryAnswer>
export const Retried = z.strictObject({ answerId: AnswerId })
export type Retried = z.infer<typeof Retried>

export const StreamAnswer = z.strictObject({
  answerId: AnswerId,
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/, 'Send the id of an event of this answer.')
    .nullish(),
})
export type StreamAnswer = z.infer<typeof StreamAnswer>

/** What `assistant.stream` yields, in order; each carries its position as the tracked id. */
export const AssistantEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), delta: z.string() }),
  z.strictObject({ type: z.literal('step'), ...AssistantStep.shape }),
  z.strictObject({ type: z.literal('approval'), approvalId: ApprovalId }),
  z.strictObject({ type: z.literal('question'), text: z.string(), choices: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal('notice'), text: z.string() }),
  z.strictObject({
    type: z.literal('finished'),
    status: AnswerStatus.exclude(['streaming', 'failed']),
    micro: Micro,
    tokens: TokenCount.optional(),
  }),
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
  /** An approval of this answer was decided: the conversation has a message that tells what became of it. */
  z.strictObject({
    type: z.literal('followUp'),
    approvalId: ApprovalId,
    messageId: AnswerId,
    text: z.string(),
    micro: Micro,
    about: About.nullable(),
  }),
])
export type AssistantEvent = z.infer<typeof AssistantEvent>

export const EstimateMessage = z.strictObject({
  conversationId: ConversationId.optional().meta({
    entity: 'assistant_conversation',
    description: 'Left out: the first message of a new conversation',
  }),
  length: z.int().min(0).max(8_000).default(0).meta({ description: 'Characters of the message to be sent' }),
  text: z
    .string()
    .max(1_000)
    .default('')
    .meta({ description: 'How it begins: which tools go with it depends on its words' }),
})
export type EstimateMessage = z.infer<typeof EstimateMessage>

export const MessageEstimate = z.strictObject({
  model: z.string().nullable().meta({ description: 'null: the built-in assistant, free of charge' }),
  inputTokens: z.int().meta({ description: 'What one round sends, counted by its bytes' }),
  micro: Micro.meta({ description: 'A short answer without look-ups' }),
  toMicro: Micro.meta({ description: 'A longer one with two look-ups' }),
  heldMicro: Micro.meta({ description: 'Set aside meanwhile, and the most it can cost' }),
})
export type MessageEstimate = z.infer<typeof MessageEstimate>

/** Long enough for a page of wishes, short enough to be sent with every message. */
export const OwnInstructions = z.strictObject({ text: prose(2_000) })
export type OwnInstructions = z.infer<typeof OwnInstructions>
export const SetOwnInstructions = mutationInput({ text: prose(2_000) })
export type SetOwnInstructions = z.infer<typeof SetOwnInstructions>

export const Drivers = z.array(
  z.strictObject({ id: z.string(), name: z.string(), isBuiltIn: z.boolean(), note: z.string() }),
)
export type Drivers = z.infer<typeof Drivers>

export const AskedBusiness = z.strictObject({
  question: line(400).meta({
    description: 'In plain English: "which customers bought twice since May?", "who owes us money?"',
  }),
})
export type AskedBusiness = z.infer<typeof AskedBusiness>

export const BusinessAnswer = z.strictObject({
  isUnderstood: z.boolean(),
  words: z.string().meta({ description: 'What the question was taken for, or the answer itself' }),
  columns: z.array(z.strictObject({ title: z.string(), isNumber: z.boolean() })),
  rows: z.array(
    z.strictObject({
      link: z.string().nullable().meta({ description: 'Where the web app shows it' }),
      cells: z.array(z.string()),
    }),
  ),
  isAll: z.boolean().meta({ description: 'There are no more rows than these' }),
  asked: z
    .strictObject({ path: z.string(), input: z.record(z.string(), z.unknown()) })
    .nullable()
    .meta({ description: 'The procedure that answered, and with what' }),
  near: z.array(z.string()).meta({ description: 'Where it was not understood: what would be' }),
})
export type BusinessAnswer = z.infer<typeof BusinessAnswer>
