import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { askBusiness } from './asking.ts'
import {
  getConversation,
  listConversations,
  removeConversation,
  renameConversation,
} from './conversations.ts'
import { estimateMessage } from './model/estimate.ts'
import { getOwnInstructions, setOwnInstructions } from './own-instructions.ts'
import * as schema from './schema.ts'
import { listDrivers, retryAnswer, sendMessage, stopAnswer } from './service.ts'
import { streamAnswer } from './stream.ts'

/** An assistant that talks to the assistant would pay itself in circles, so no tool reaches these. */
const base = { permission: 'assistant.use', price: 'free', doors: 'noTools' } as const satisfies Partial<Meta>
const read = { ...base, effect: 'read' } as const satisfies Partial<Meta>
const write = { ...base, effect: 'write' } as const satisfies Partial<Meta>
const limit = { name: 'assistant.answer', per: 'actor', points: 60, seconds: 60 } as const

export const assistantRouter = router({
  ask: orgProcedure
    .meta({
      permission: 'organization.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Ask your business',
      description:
        'Answers a question in plain English from the rows of the business that the caller may see, with links to them. Needs no model.',
      limit,
    })
    .input(schema.AskedBusiness)
    .output(schema.BusinessAnswer)
    .query(({ ctx, input }) => askBusiness(ctx, input)),
  send: orgProcedure
    .meta({
      ...write,
      title: 'Send a message to the assistant',
      description:
        'Starts an answer, in a new conversation unless one is named. Follow it with assistant.stream.',
      limit,
    })
    .input(schema.SendMessage)
    .output(schema.Sent)
    .mutation(({ ctx, input }) => sendMessage(ctx, input)),
  stream: orgProcedure
    .meta({
      ...read,
      title: 'Follow an answer',
      description: 'Words, steps and approvals of one answer as they come; resumes after lastEventId.',
    })
    .input(schema.StreamAnswer)
    .subscription(({ ctx, input, signal }) => streamAnswer(ctx, input, signal)),
  stop: orgProcedure
    .meta({ ...write, title: 'Stop an answer', description: 'Stops an answer; what was said so far stays.' })
    .input(schema.StopAnswer)
    .output(Done)
    .mutation(({ ctx, input }) => stopAnswer(ctx, input)),
  retry: orgProcedure
    .meta({
      ...write,
      title: 'Answer again',
      description: 'Replaces the last answer of a conversation, and what it asked for, by a new one.',
      limit,
    })
    .input(schema.RetryAnswer)
    .output(schema.Retried)
    .mutation(({ ctx, input }) => retryAnswer(ctx, input)),
  drivers: orgProcedure
    .meta({
      ...read,
      title: 'List who can answer',
      description: 'The model of this hub, if any, and the built-in assistant.',
    })
    .output(schema.Drivers)
    .query(({ ctx }) => listDrivers(ctx)),
  estimate: orgProcedure
    .meta({
      ...read,
      title: 'Estimate a message',
      description: 'What the next message to the assistant will cost, counted from what would be sent.',
    })
    .input(schema.EstimateMessage)
    .output(schema.MessageEstimate)
    .query(({ ctx, input }) => estimateMessage(ctx, input)),
  instructions: router({
    get: orgProcedure
      .meta({
        ...read,
        title: 'Read the instructions for the assistant',
        description: 'What the organization tells a model behind the assistant, in its own words.',
      })
      .input(NoInput)
      .output(schema.OwnInstructions)
      .query(({ ctx }) => getOwnInstructions(ctx)),
    set: orgProcedure
      .meta({
        ...write,
        permission: 'organization.write',
        title: 'Change the instructions for the assistant',
        description:
          'Sets what a model behind the assistant is told in every conversation of the organization.',
      })
      .input(schema.SetOwnInstructions)
      .output(Done)
      .mutation(({ ctx, input }) => setOwnInstructions(ctx, input)),
  }),
  conversations: router({
    list: orgProcedure
      .meta({
        ...read,
        title: 'List conversations',
        description: "The caller's own conversations, last used first.",
      })
      .input(schema.ListConversations)
      .output(schema.ConversationPage)
      .query(({ ctx, input }) => listConversations(ctx, input)),
    get: orgProcedure
      .meta({
        ...read,
        title: 'Read a conversation',
        description: 'One conversation with its messages, oldest first.',
      })
      .input(schema.GetConversation)
      .output(schema.ConversationWithMessages)
      .query(({ ctx, input }) => getConversation(ctx, input)),
    rename: orgProcedure
      .meta({ ...write, title: 'Rename a conversation', description: 'Gives a conversation another title.' })
      .input(schema.RenameConversation)
      .output(schema.Conversation)
      .mutation(({ ctx, input }) => renameConversation(ctx, input)),
    remove: orgProcedure
      .meta({
        ...write,
        effect: 'destructive',
        title: 'Remove a conversation',
        description: 'Takes a conversation off the list; what it asked for and still waits is withdrawn.',
      })
      .input(schema.RemoveConversation)
      .output(Done)
      .mutation(({ ctx, input }) => removeConversation(ctx, input)),
  }),
})
