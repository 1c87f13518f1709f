// Asked by the container engine: 0 when the hub can serve requests.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`).catch(() => null)
process.exit(answer?.ok ? 0 : 1)
