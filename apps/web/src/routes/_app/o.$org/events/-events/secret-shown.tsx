import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'

/** The one time a secret is seen. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Copy the secret now"
      description="It is shown this once. The receiver checks with it that requests come from here, as Standard Webhooks says."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <CodeBlock code={secret} />
    </Dialog>
  )
}
