import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'
import type { MadeKey } from './clients.ts'

const only = {
  assistant: 'It works for assistants, over MCP, and for nothing else.',
  program: 'It works for programs only and changes things at once: give it to no assistant.',
} as const

/** The one time a key is seen. */
export function KeyShown({ apiKey: { text, kind }, onClose }: { apiKey: MadeKey; onClose: () => void }) {
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Copy your key now"
      description={`It is shown this once. While you stay on this page, the settings here hold it too. ${only[kind]}`}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <CodeBlock code={text} />
    </Dialog>
  )
}
