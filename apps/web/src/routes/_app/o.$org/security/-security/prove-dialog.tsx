import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeSite } from './security-types.ts'

interface ProveDialogProps {
  site: WholeSite
  onClose: () => void
}

/** Three ways to show that a website is one's own, any of which is enough. */
export function ProveDialog({ site, onClose }: ProveDialogProps) {
  const canProve = useCan('security.scan.write')
  const prove = useProve(site, onClose)
  const { dns, file, meta } = site.howToProve
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && !prove.isPending && onClose()}
      title={`Prove that ${site.host} is yours`}
      description="Then it is scanned in full, every week by itself, and as often as you like. Until then once an hour, as visitors see it."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {canProve && (
            <Button
              variant="primary"
              pending={prove.isPending}
              pendingLabel="Looking"
              onClick={() => prove.mutate()}
            >
              Check now
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text-2">Do one of these three. Leave it there: it is looked at again.</p>
        <Way title="In the DNS, as a TXT record">
          <CodeBlock name="Name" code={dns.name} />
          <CodeBlock name="Value" code={dns.value} />
          <p className="text-13 text-text-2">
            If the form of your DNS adds your domain to names by itself, leave it out of the name.
          </p>
        </Way>
        <Way title="As a file on the website">
          <CodeBlock name="Address" code={file.address} />
          <CodeBlock name="What stands in it" code={file.content} />
        </Way>
        <Way title="In the head of its first page">
          <CodeBlock name="HTML" code={meta.tag} />
        </Way>
        {prove.isError ? (
          <Note tone="danger" live>
            {toFailure(prove.error).message}
          </Note>
        ) : (
          site.proofNote !== '' && (
            <Note tone="warning" live>
              <span className="wrap-anywhere">{site.proofNote}</span>
            </Note>
          )
        )}
      </div>
    </Dialog>
  )
}

const Way = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-2">
    <h3 className="text-13 font-medium">{title}</h3>
    {children}
  </section>
)

function useProve({ id, host }: WholeSite, onProved: () => void) {
  const { client, trpc, queryClient } = useHub()
  const { security } = trpc.modules
  return useMutation({
    mutationFn: () => client.modules.security.sites.prove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: (site) => {
      queryClient.setQueryData(security.sites.get.queryKey({ id }), site)
      void queryClient.invalidateQueries(security.sites.list.pathFilter())
      if (site.proof === null) return
      showToast(`${host} is proved to be yours.`)
      onProved()
    },
  })
}
