import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'

/** The one time a key is seen. */
export function KeyShown({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Copy your key now"
      description="It is shown this once. While you stay on this page, the settings here hold it too."
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
