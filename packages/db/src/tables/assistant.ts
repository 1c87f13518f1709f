import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** jsonb: read as a value, written as text. */
type Json<T> = ColumnType<T, string, string>
type DefaultJson<T> = ColumnType<T, string | undefined, string>

export interface AssistantConversationTable {
  id: string
  orgId: string
  personId: string
  title: string
  memory: Json<unknown>
  removedAt: NullableInstant
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
}

export interface AssistantMessageTable {
  id: string
  orgId: string
  conversationId: string
  role: 'person' | 'assistant'
  text: string
  steps: DefaultJson<
    {
      id: string
      title: string
      tool: string
      status: 'running' | 'done' | 'failed' | 'waiting'
      micro: number
    }[]
  >
  choices: DefaultJson<string[]>
  notices: DefaultJson<string[]>
  driver: string | null
  status: 'streaming' | 'done' | 'stopped' | 'failed'
  error: string | null
  micro: Generated<number>
  tokens: ColumnType<{ input: number; output: number } | null, string | null | undefined, string | null>
  /** The person's message this answers. */
  promptId: string | null
  /** What the assistant remembered before this answer: a retry starts from it. */
  memoryBefore: ColumnType<unknown, string | null | undefined, never>
  lastSeq: Generated<number>
  aliveAt: NullableInstant
  stopRequestedAt: NullableInstant
  replacedAt: NullableInstant
  createdAt: ColumnType<string, string | Date, never>
}

export interface AssistantEventTable {
  orgId: string
  answerId: string
  seq: number
  data: Json<unknown>
}

/** Which answer asked for an approval. */
export interface AssistantApprovalTable {
  orgId: string
  approvalId: string
  answerId: string
}

/** Which act was chosen out of an offer, for a request of these words. */
export interface AssistantChoiceTable {
  orgId: string
  words: string
  path: string
  times: Generated<number>
  chosenAt: InstantColumn
}

export interface AssistantOrgTables {
  assistantChoice: AssistantChoiceTable
  assistantConversation: AssistantConversationTable
  assistantMessage: AssistantMessageTable
  assistantEvent: AssistantEventTable
  assistantApproval: AssistantApprovalTable
}
