import { Skeleton } from '@hub/ui/skeleton'

/** Takes the room of a record without files, the usual one. */
export const RecordFilesSkeleton = ({ canWrite }: { canWrite: boolean }) => (
  <div className="flex flex-col gap-3">
    <Skeleton className="h-4.5 w-12" />
    <NoFilesSkeleton />
    {canWrite && <Skeleton className="h-27.5 w-full" />}
  </div>
)

export const NoFilesSkeleton = () => <Skeleton className="h-4.5 w-24" />
