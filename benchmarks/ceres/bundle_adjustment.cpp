// Solves a scene that samples/bundle-adjustment.cs wrote, and prints initial and final sum of squares, iterations and seconds.
//   bundle_adjustment FILE
#include <ceres/ceres.h>
#include <ceres/rotation.h>
#include <cstdio>
#include <fstream>
#include <vector>

constexpr int kCamera = 11, kPoint = 3;

// Turn, centre, focal length, principal point, two coefficients of radial distortion.
struct Reprojection {
  double u, v;

  template <typename T>
  bool operator()(const T* camera, const T* point, T* residual) const {
    const T moved[3] = {point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]};
    T seen[3];
    ceres::AngleAxisRotatePoint(camera, moved, seen);
    const T x = seen[0] / seen[2], y = seen[1] / seen[2];
    const T square = x * x + y * y;
    const T scale = camera[6] * (1.0 + camera[9] * square + camera[10] * square * square);
    residual[0] = scale * x + camera[7] - u;
    residual[1] = scale * y + camera[8] - v;
    return true;
  }
};

int main(int count, char** arguments) {
  std::ifstream file(count > 1 ? arguments[1] : "");
  int cameras, points, observations;
  if (!(file >> cameras >> points >> observations)) {
    std::fprintf(stderr, "Give the file that samples/bundle-adjustment.cs wrote.\n");
    return 2;
  }

  std::vector<int> camera_of(observations), point_of(observations);
  std::vector<double> u(observations), v(observations), x(kCamera * cameras + kPoint * points);
  for (int i = 0; i < observations; ++i) file >> camera_of[i] >> point_of[i] >> u[i] >> v[i];
  for (double& number : x) file >> number;
  if (!file) {
    std::fprintf(stderr, "The file ends early.\n");
    return 2;
  }

  ceres::Problem problem;
  for (int i = 0; i < observations; ++i)
    problem.AddResidualBlock(
        new ceres::AutoDiffCostFunction<Reprojection, 2, kCamera, kPoint>(new Reprojection{u[i], v[i]}), nullptr,
        &x[kCamera * camera_of[i]], &x[kCamera * cameras + kPoint * point_of[i]]);

  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_SCHUR;
  options.max_num_iterations = 1000;
  options.function_tolerance = options.gradient_tolerance = options.parameter_tolerance = 1e-15;
  options.num_threads = 1;
  options.logging_type = ceres::SILENT;
  ceres::Solver::Summary summary;
  ceres::Solve(options, &problem, &summary);
  // Ceres counts half the sum of squares.
  std::printf("%.17g %.17g %d %.3f\n", 2 * summary.initial_cost, 2 * summary.final_cost, summary.num_successful_steps, summary.total_time_in_seconds);
  return summary.IsSolutionUsable() ? 0 : 1;
}
