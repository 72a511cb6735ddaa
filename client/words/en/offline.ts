/** English words of working without a network: what lies on the device, what waits to be sent, the device's PIN. */
export const offline = {
  "version.ready": "A new version of Concord is ready.",
  "version.take": "Reload",
};
