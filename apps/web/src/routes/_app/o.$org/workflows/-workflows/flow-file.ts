import type { WorkflowWithDraft } from './flow.ts'

/** What a file says; null where it is no JSON. The hub looks at what it holds. */
export function readFile(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null
  } catch {
    return null
  }
}

/** Hands an export to the browser as a file. */
export function saveFile({ name }: Pick<WorkflowWithDraft, 'name'>, exported: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(exported, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.workflow.json`
  link.click()
  URL.revokeObjectURL(url)
}
