// Azurite on free ports, in memory. The only line says where blobs, queues and tables are; it ends with its standard input.
const quiet = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
process.argv.push('--blobPort', '0', '--queuePort', '0', '--tablePort', '0', ...quiet);
process.stdin.on('end', () => process.exit(0)).resume();

const services = {};
const log = console.log;
console.log = (line) => {
  const [, service, address] = /Azurite (\w+) service is successfully listening at (\S+)/.exec(String(line)) ?? [];
  if (!service) return;
  services[service] = address;
  if (services.Blob && services.Queue && services.Table) log(`${services.Blob} ${services.Queue} ${services.Table}`);
};
await import('azurite/dist/src/azurite.js');
