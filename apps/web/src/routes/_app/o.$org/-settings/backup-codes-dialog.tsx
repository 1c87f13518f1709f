import { Button } from '@hub/ui/button'
import { CopyButton } from '@hub/ui/copy-button'
import { Dialog } from '@hub/ui/dialog'

/** Ten codes, shown this once. */
export function BackupCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = codes.join('\n')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Keep these backup codes"
      description="Each works once in place of your second factor. They are shown only now: print them or keep them in a password manager."
      footer={
        <>
          <Button render={<a href={fileOf(text)} download="smart-ai-hub-backup-codes.txt" />}>
            Download
          </Button>
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <div className="relative rounded-md border border-line bg-sheet p-4">
        <ul
          aria-label="Backup codes"
          className="grid grid-cols-2 gap-x-6 gap-y-1.5 font-mono text-14 max-tablet:grid-cols-1"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="absolute top-2 right-2">
          <CopyButton text={text} label="Copy codes" />
        </div>
      </div>
    </Dialog>
  )
}

const fileOf = (text: string) => `data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`
