// Sends one trace of two spans: node send.js <http|grpc> <endpoint>. Prints the trace id.
'use strict';

const { NodeSDK, resources, tracing } = require('@opentelemetry/sdk-node');
const { trace, context, SpanKind } = require('@opentelemetry/api');

const [protocol, endpoint] = process.argv.slice(2);
const { OTLPTraceExporter } = require(`@opentelemetry/exporter-trace-otlp-${protocol === 'grpc' ? 'grpc' : 'proto'}`);
const exporter = protocol === 'grpc'
  ? new OTLPTraceExporter({ url: endpoint })
  : new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, compression: 'gzip' });

const sdk = new NodeSDK({
  resource: resources.resourceFromAttributes({ 'service.name': 'node-shop', 'service.instance.id': 'node-1' }),
  spanProcessors: [new tracing.BatchSpanProcessor(exporter)],
  instrumentations: [],
});
sdk.start();

const tracer = trace.getTracer('shop');
const order = tracer.startSpan('POST /orders', { kind: SpanKind.SERVER, attributes: { 'shop.items': 2 } });
const inside = trace.setSpan(context.active(), order);
tracer.startSpan('redis GET', { kind: SpanKind.CLIENT, attributes: { 'db.query.text': 'GET stock:é' } }, inside).end();
order.end();
console.log(order.spanContext().traceId);
sdk.shutdown().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
