import type { Definition, WorkflowWithDraft } from './flow.ts'

const KIND = 'smart-ai-hub.workflow'

interface FlowFile {
  name: string
  description: string
  draft: Definition
}

export const flowFile = ({ name, description, draft }: FlowFile): string =>
  JSON.stringify({ kind: KIND, name, description, draft }, null, 2)

/** What a file says; null where it is none of ours. The hub looks at the draft itself. */
export function readFlowFile(text: string): FlowFile | null {
  try {
    const read: unknown = JSON.parse(text)
    return isFlowFile(read) ? { name: read.name, description: read.description, draft: read.draft } : null
  } catch {
    return null
  }
}

const isFlowFile = (read: unknown): read is FlowFile =>
  typeof read === 'object' &&
  read !== null &&
  'kind' in read &&
  read.kind === KIND &&
  'name' in read &&
  typeof read.name === 'string' &&
  'description' in read &&
  typeof read.description === 'string' &&
  'draft' in read &&
  typeof read.draft === 'object' &&
  read.draft !== null

/** Hands the draft to the browser as a file. */
export function downloadFlow(workflow: Pick<WorkflowWithDraft, 'name' | 'description' | 'draft'>): void {
  const url = URL.createObjectURL(new Blob([flowFile(workflow)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${workflow.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.workflow.json`
  link.click()
  URL.revokeObjectURL(url)
}
