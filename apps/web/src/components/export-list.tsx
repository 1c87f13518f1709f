import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { toFailure } from '../failure.ts'

type Prepared = Promise<{ path: string }>

/** Lets the hub prepare a file; the browser fetches it by itself, however large it is. */
export function useFileExport<Wish = void>(prepare: (wish: Wish) => Prepared) {
  return useMutation({
    mutationFn: prepare,
    onSuccess({ path }) {
      const link = document.createElement('a')
      link.href = path
      link.download = ''
      link.click()
      showToast('The file is being saved.')
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}

export interface ExportListProps {
  /** Asks for everything that the page's filters let through, whatever of it is on screen. */
  prepare: () => Prepared
  /** An icon alone, in a row of others. */
  icon?: boolean
}

/** Saves the list of the page as a sheet, whole. */
export function ExportList({ prepare, icon = false }: ExportListProps) {
  const make = useFileExport(prepare)
  if (icon) {
    return (
      <IconButton
        label="Export CSV"
        aria-busy={make.isPending}
        onClick={() => !make.isPending && make.mutate()}
      >
        <Download />
      </IconButton>
    )
  }
  return (
    <Button pending={make.isPending} pendingLabel="Preparing" onClick={() => make.mutate()}>
      <Download aria-hidden="true" />
      Export CSV
    </Button>
  )
}
